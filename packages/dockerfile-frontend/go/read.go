package main

import (
	"context"
	"fmt"
	"reflect"
	"regexp"
	"strings"

	"github.com/containerd/platforms"
	"github.com/moby/buildkit/frontend/dockerfile/dockerfile2llb"
	"github.com/moby/buildkit/frontend/dockerfile/parser"
	"github.com/moby/buildkit/frontend/dockerui"
)

// readDockerfile says what a Dockerfile means. A file that BuildKit refuses has errors and no result.
func readDockerfile(request *Request) (reading Reading) {
	text := []byte(request.Dockerfile)
	reading = Reading{Errors: []Message{}, Warnings: []Message{}, Globals: []Instruction{}, Stages: []Stage{}, Escape: `\`}
	if syntax, _, _, isThere := parser.DetectSyntax(text); isThere {
		reading.Syntax = syntax
	}
	fail := func(message Message) {
		reading.Result = nil
		if len(reading.Stages) > 0 {
			message.IsLate = true
			reading.Errors = append(reading.Errors, message)
			return
		}
		var problems []Message
		reading.Globals, reading.Stages, problems = parseStages(text)
		if reading.Errors = problems; len(problems) == 0 {
			reading.Errors = append(reading.Errors, message)
		}
	}
	defer func() {
		if fault := recover(); fault != nil {
			fail(Message{Text: fmt.Sprint(fault)})
		}
	}()
	warn := func(rule, _, url, message string, at []parser.Range) {
		line, _ := linesOf(at)
		reading.Warnings = append(reading.Warnings, Message{Rule: rule, Text: message, URL: url, Line: line})
	}
	inspect := func(file dockerfile2llb.InspectedFile) {
		reading.Escape = string(file.Escape)
		reading.Globals, reading.Stages = inspectedStages(file)
	}
	result, withoutConfig, err := convert(request, nil, inspect, warn)
	if err != nil {
		fail(messageOf(err))
		return reading
	}
	result.IsPartial = withoutConfig
	if withoutConfig && takesByVariable(reading.Stages) {
		result.IsEnvironmentDeciding = isEnvironmentDeciding(request, result)
	}
	reading.Result = result
	return reading
}

var (
	variable      = regexp.MustCompile(`\$\{?([A-Za-z_]\w*)`)
	mountVariable = regexp.MustCompile(`--mount=\S*\$`)
)

// takesByVariable says whether any variable stands where it may name a file or an image.
func takesByVariable(stages []Stage) bool {
	for _, stage := range stages {
		for _, each := range stage.Instructions {
			switch each.Keyword {
			case "COPY", "ADD", "ONBUILD":
				if strings.Contains(each.Text, "$") {
					return true
				}
			case "RUN":
				if mountVariable.MatchString(each.Text) {
					return true
				}
			}
		}
	}
	return false
}

// isEnvironmentDeciding says whether other files or images are taken where a base has set variables that the
// file does not set itself.
func isEnvironmentDeciding(request *Request, without *Result) bool {
	environment := []string{}
	for _, match := range variable.FindAllStringSubmatch(request.Dockerfile, -1) {
		environment = append(environment, match[1]+"=set-by-the-base")
	}
	with, _, err := convert(request, environment, nil, nil)
	return err != nil || !reflect.DeepEqual(
		[]any{without.Locals, without.Images, without.Links, without.Remotes},
		[]any{with.Locals, with.Images, with.Links, with.Remotes},
	)
}

type warning = func(rule, description, url, message string, at []parser.Range)

func convert(
	request *Request, environment []string,
	inspect func(dockerfile2llb.InspectedFile), warn warning,
) (result *Result, withoutConfig bool, err error) {
	ctx := context.Background()
	stub := &client{request: request, environment: environment, unknown: map[string]bool{}, unconfigured: map[ImageFor]bool{}}
	ui, err := dockerui.NewClient(stub)
	if err != nil {
		return nil, false, err
	}
	source, err := ui.ReadEntrypoint(ctx, "Dockerfile")
	if err != nil {
		return nil, false, err
	}
	platform, err := platforms.Parse(request.Platform)
	if err != nil {
		return nil, false, err
	}
	platform = platforms.Normalize(platform)
	dockerfile2llb.Inspect = inspect
	made, err := dockerfile2llb.Dockerfile2LLB(ctx, source.Data, dockerfile2llb.ConvertOpt{
		Config: ui.Config, Client: ui, SourceMap: source.SourceMap, MetaResolver: stub,
		TargetPlatform: &platform, Warn: warn,
	})
	if err != nil {
		return nil, false, err
	}
	result, err = resultOf(ctx, made, stub)
	return result, stub.withoutConfig, err
}
