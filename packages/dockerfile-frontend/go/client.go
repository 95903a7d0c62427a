package main

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"strings"

	"github.com/containerd/platforms"
	"github.com/distribution/reference"
	"github.com/moby/buildkit/client/llb"
	"github.com/moby/buildkit/client/llb/sourceresolver"
	gateway "github.com/moby/buildkit/frontend/gateway/client"
	gatewaypb "github.com/moby/buildkit/frontend/gateway/pb"
	"github.com/moby/buildkit/solver/pb"
	digest "github.com/opencontainers/go-digest"
	ocispecs "github.com/opencontainers/image-spec/specs-go/v1"
	fstypes "github.com/tonistiigi/fsutil/types"
)

// linkPrefix starts the names of sources that stand for results of other builds.
const linkPrefix = "link:"

// session is the one of all requests; it is part of what is digested.
const session = "session"

// namedPrefix starts the names of sources that are folders given as named contexts.
const namedPrefix = "named:"

// client answers what BuildKit's frontend asks of a builder out of a request alone.
type client struct {
	request *Request
	// environment is what an unknown base is taken to have set.
	environment []string
	// unknown are references the request says nothing of; unconfigured are those whose config for a platform it lacks.
	unknown      map[string]bool
	unconfigured map[ImageFor]bool
	// withoutConfig is whether any config lacked something.
	withoutConfig bool
	opts          *gateway.BuildOpts
}

var errNotHere = errors.New("nothing is built here")

func (c *client) BuildOpts() gateway.BuildOpts {
	// The frontend asks several times in one conversion.
	if c.opts == nil {
		made := c.makeOpts()
		c.opts = &made
	}
	return *c.opts
}

var (
	llbCaps     = pb.Caps.CapSet(pb.Caps.All())
	gatewayCaps = gatewaypb.Caps.CapSet(gatewaypb.Caps.All())
)

func (c *client) makeOpts() gateway.BuildOpts {
	opts := map[string]string{"filename": "Dockerfile", "platform": c.request.Platform}
	if c.request.Target != "" {
		opts["target"] = c.request.Target
	}
	for name, value := range c.request.BuildArgs {
		opts["build-arg:"+name] = value
	}
	for name, each := range c.request.Contexts {
		source := each.Source
		if each.IsFolder {
			source = "local:" + namedPrefix + name
		} else if source == "" {
			source = "input:" + linkPrefix + name
			if config, err := c.linkedConfig(each); err == nil {
				metadata, _ := json.Marshal(map[string][]byte{"containerimage.config": config})
				opts["input-metadata:"+linkPrefix+name] = string(metadata)
			}
		}
		opts["context:"+familiar(name)] = source
	}
	workers := []gateway.WorkerInfo{}
	if platform, err := platforms.Parse(c.request.BuildPlatform); err == nil {
		workers = append(workers, gateway.WorkerInfo{Platforms: []ocispecs.Platform{platforms.Normalize(platform)}})
	}
	return gateway.BuildOpts{
		Opts: opts, SessionID: session, Workers: workers,
		LLBCaps: llbCaps, Caps: gatewayCaps,
	}
}

// linkedConfig is the config of an image that another build makes. What it inherits and nobody knows comes before
// what it sets itself.
func (c *client) linkedConfig(link Context) ([]byte, error) {
	if !link.IsPartial {
		return link.Config, nil
	}
	c.withoutConfig = true
	var image map[string]any
	if err := json.Unmarshal(link.Config, &image); err != nil {
		return nil, err
	}
	config, _ := image["config"].(map[string]any)
	if config == nil {
		config = map[string]any{}
	}
	environment := []any{}
	for _, each := range c.environment {
		environment = append(environment, each)
	}
	own, _ := config["Env"].([]any)
	config["Env"] = append(environment, own...)
	image["config"] = config
	return json.Marshal(image)
}

// familiar is the name under which the frontend looks for a named context.
func familiar(name string) string {
	named, err := reference.ParseNormalizedNamed(name)
	if err != nil {
		return name
	}
	return strings.TrimSuffix(reference.FamiliarString(named), ":latest")
}

func (c *client) Inputs(context.Context) (map[string]llb.State, error) {
	inputs := make(map[string]llb.State)
	for name, each := range c.request.Contexts {
		if !each.IsFolder && each.Source == "" {
			// Without a session it would be told apart by a number that is another one in every process.
			inputs[linkPrefix+name] = llb.Local(linkPrefix+name, llb.SessionID(session))
		}
	}
	return inputs, nil
}

func (c *client) ResolveImageConfig(
	_ context.Context, name string, opt sourceresolver.Opt,
) (string, digest.Digest, []byte, error) {
	base, isKnown := c.request.Bases[name]
	if !isKnown {
		c.unknown[name] = true
	}
	platform := c.request.Platform
	if opt.ImageOpt != nil && opt.ImageOpt.Platform != nil {
		platform = platforms.Format(platforms.Normalize(*opt.ImageOpt.Platform))
	}
	known, isConfigured := base.Configs[platform]
	if !isConfigured {
		c.withoutConfig = true
		c.unconfigured[ImageFor{Image: name, Platform: platform}] = true
	}
	config, err := c.configOf(known)
	return name, digestOf(name, base.Digest), config, err
}

func digestOf(name, known string) digest.Digest {
	if known != "" {
		return digest.Digest(known)
	}
	if named, err := reference.ParseNormalizedNamed(name); err == nil {
		if digested, ok := named.(reference.Digested); ok {
			return digested.Digest()
		}
	}
	return ""
}

// configOf fills in what a config must have: the frontend takes an image without layers for scratch.
func (c *client) configOf(known json.RawMessage) ([]byte, error) {
	platform, err := platforms.Parse(c.request.Platform)
	if err != nil {
		return nil, err
	}
	config := map[string]any{
		"architecture": platform.Architecture, "os": platform.OS, "config": map[string]any{"Env": c.environment},
	}
	if platform.Variant != "" {
		config["variant"] = platform.Variant
	}
	if len(known) > 0 {
		if err := json.Unmarshal(known, &config); err != nil {
			return nil, err
		}
	}
	if _, hasLayers := config["rootfs"]; !hasLayers {
		config["rootfs"] = map[string]any{"type": "layers", "diff_ids": []digest.Digest{digest.FromString("base")}}
	}
	return json.Marshal(config)
}

func (c *client) ResolveSourceMetadata(
	context.Context, *pb.SourceOp, sourceresolver.Opt,
) (*sourceresolver.MetaResponse, error) {
	return nil, errNotHere
}

// Solve hands out the Dockerfile. Ignore files are the host's business: what they leave out of a folder says
// nothing of what is asked of it.
func (c *client) Solve(context.Context, gateway.SolveRequest) (*gateway.Result, error) {
	result := gateway.NewResult()
	result.SetRef(&folder{files: map[string]string{"Dockerfile": c.request.Dockerfile}})
	return result, nil
}

func (c *client) NewContainer(context.Context, gateway.NewContainerRequest) (gateway.Container, error) {
	return nil, errNotHere
}

func (c *client) Warn(context.Context, digest.Digest, string, gateway.WarnOpts) error { return nil }

// folder is a result with a few files in it.
type folder struct{ files map[string]string }

func (f *folder) ToState() (llb.State, error)    { return llb.Scratch(), nil }
func (f *folder) Evaluate(context.Context) error { return nil }

func (f *folder) ReadFile(_ context.Context, request gateway.ReadRequest) ([]byte, error) {
	text, isThere := f.files[request.Filename]
	if !isThere {
		return nil, os.ErrNotExist
	}
	return []byte(text), nil
}

func (f *folder) StatFile(_ context.Context, request gateway.StatRequest) (*fstypes.Stat, error) {
	text, isThere := f.files[request.Path]
	if !isThere {
		return nil, os.ErrNotExist
	}
	return &fstypes.Stat{Path: request.Path, Size: int64(len(text))}, nil
}

func (f *folder) ReadDir(context.Context, gateway.ReadDirRequest) ([]*fstypes.Stat, error) {
	return nil, errNotHere
}
