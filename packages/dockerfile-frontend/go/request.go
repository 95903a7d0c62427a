package main

import "encoding/json"

// Request is what a Dockerfile is read with, in the words of BuildKit's frontend.
type Request struct {
	Dockerfile string `json:"dockerfile"`
	// Target is the stage to build; the last one where it is empty.
	Target string `json:"target,omitempty"`
	// BuildArgs has predefined ones too.
	BuildArgs map[string]string `json:"buildArgs,omitempty"`
	// Platform is the one platform to build for, BuildPlatform the builder's own: linux/amd64.
	Platform      string `json:"platform"`
	BuildPlatform string `json:"buildPlatform"`
	// Contexts has named contexts by their names, as they are written.
	Contexts map[string]Context `json:"contexts,omitempty"`
	// Bases has configs of images by reference, as BuildKit normalizes it.
	Bases map[string]Base `json:"bases,omitempty"`
}

// Context is one named context: a folder of the host, the image that another build makes, or what Source says.
type Context struct {
	IsFolder bool `json:"isFolder,omitempty"`
	// Source is docker-image://…, git://…, or another that BuildKit takes.
	Source string `json:"source,omitempty"`
	// Config is the config of the image that another build makes.
	Config json.RawMessage `json:"config,omitempty"`
	// IsPartial says that Config lacks what the image inherits from bases of its own.
	IsPartial bool `json:"isPartial,omitempty"`
}

// Base is what is known of an image that is not built here.
type Base struct {
	Digest string `json:"digest,omitempty"`
	// Configs are OCI image configs by platform; layers may be left out. Without one the image has no ONBUILD.
	Configs map[string]json.RawMessage `json:"configs,omitempty"`
}

// ImageFor is an image as it is for one platform.
type ImageFor struct {
	Image    string `json:"image"`
	Platform string `json:"platform"`
}

// Reading is what a Dockerfile means.
type Reading struct {
	// Errors are why BuildKit does not take it. What follows the stages is then missing.
	Errors   []Message `json:"errors"`
	Warnings []Message `json:"warnings"`
	// Syntax is the image of the frontend that the file asks for.
	Syntax string `json:"syntax,omitempty"`
	// Escape is the character that continues lines.
	Escape string `json:"escape"`
	// Globals are the ARGs before the first stage.
	Globals []Instruction `json:"globals"`
	// Stages are those of the file, in its order, as far as it can be read.
	Stages []Stage `json:"stages"`
	// Result is there once the target has been carried out.
	Result *Result `json:"result,omitempty"`
}

// Result is what BuildKit makes of the target.
type Result struct {
	// Digest is the one of the last operation, which holds those of all it is made from.
	Digest string `json:"digest"`
	// Config is the config of the image, without its layers.
	Config json.RawMessage `json:"config"`
	// Locals are the folders that files are asked of.
	Locals []Local `json:"locals"`
	// ContextPaths are the paths that single instructions take out of the main context; empty for its root.
	ContextPaths []string `json:"contextPaths"`
	// Images are references to images, as BuildKit normalizes them, with digests where Bases has them.
	Images []string `json:"images"`
	// UnknownBases are the references that were asked for and are not in Bases.
	UnknownBases []string `json:"unknownBases"`
	// UnknownConfigs are the configs that were asked for and are not in Bases.
	UnknownConfigs []ImageFor `json:"unknownConfigs"`
	// IsPartial says that the config of a base was not known.
	IsPartial bool `json:"isPartial"`
	// IsEnvironmentDeciding says that other files or images would be taken if a base whose config is not known set
	// variables that the file uses.
	IsEnvironmentDeciding bool `json:"isEnvironmentDeciding"`
	// Epoch is the time that files and images are given, in seconds since 1970; absent where it is not set.
	Epoch *int64 `json:"epoch,omitempty"`
	// Links are the names of contexts which other builds make.
	Links []string `json:"links"`
	// Remotes are other sources, such as repositories and URLs.
	Remotes []Remote `json:"remotes"`
	// Secrets and SSH are the ids that steps have mounted.
	Secrets []string `json:"secrets"`
	SSH     []string `json:"ssh"`
}

// Message is something that BuildKit says of a Dockerfile.
type Message struct {
	// Rule is the name of BuildKit's check; empty for an error.
	Rule string `json:"rule,omitempty"`
	Text string `json:"text"`
	URL  string `json:"url,omitempty"`
	// Line is counted from 1; absent where it is not set.
	Line int `json:"line,omitempty"`
	// IsLate says that the stages were known by then, so that what a base has set may have to do with it.
	IsLate bool `json:"isLate,omitempty"`
}

// Stage is one stage of a file after build arguments.
type Stage struct {
	// Name is in lower case; empty for a stage without one.
	Name     string `json:"name,omitempty"`
	Platform string `json:"platform,omitempty"`
	Base     Source `json:"base"`
	// Written is the base as the file has it.
	Written string `json:"written"`
	// IsReplaced says that a named context stands for it.
	IsReplaced bool `json:"isReplaced,omitempty"`
	// Line and EndLine are those of FROM, counted from 1.
	Line         int           `json:"line"`
	EndLine      int           `json:"endLine"`
	Instructions []Instruction `json:"instructions"`
}

// Instruction is one instruction with the lines of its heredocs.
type Instruction struct {
	// Keyword is in upper case.
	Keyword string `json:"keyword"`
	Text    string `json:"text"`
	// Line is counted from 1.
	Line int `json:"line"`
	// Uses are what it takes files from besides the context.
	Uses []Source `json:"uses,omitempty"`
}

// Source is where a stage takes something from.
type Source struct {
	// How is from, copy or mount.
	How string `json:"how"`
	// Stage is an index; absent for an image.
	Stage *int `json:"stage,omitempty"`
	// Text is a reference after build arguments, scratch, or the name of the stage.
	Text string `json:"text"`
}

// Local is a folder of the host and what is asked of it.
type Local struct {
	// Name is context, or the name of a named context.
	Name string `json:"name"`
	// FollowPaths are the paths asked for, wildcards included; none for all of it.
	FollowPaths []string `json:"followPaths"`
}

// Remote is a source that is fetched.
type Remote struct {
	Source string `json:"source"`
	// IsPinned says whether a checksum or a commit decides its content.
	IsPinned bool `json:"isPinned"`
}
