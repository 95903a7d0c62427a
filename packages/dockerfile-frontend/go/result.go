package main

import (
	"cmp"
	"context"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"github.com/moby/buildkit/frontend/dockerfile/dockerfile2llb"
	"github.com/moby/buildkit/solver/pb"
	digest "github.com/opencontainers/go-digest"
)

// resultOf gathers what a conversion came to. All lists are sorted.
func resultOf(ctx context.Context, made *dockerfile2llb.Result, stub *client) (*Result, error) {
	definition, err := made.State.Marshal(ctx)
	if err != nil {
		return nil, err
	}
	image := *made.Image
	image.RootFS.DiffIDs = nil
	config, err := json.Marshal(image)
	if err != nil {
		return nil, err
	}
	sources := sources{
		images: map[string]bool{}, links: map[string]bool{}, secrets: map[string]bool{}, ssh: map[string]bool{},
		locals: map[string]Local{}, remotes: map[string]Remote{},
	}
	// The last entry only names the operation that makes the result; of scratch there is none.
	head := digest.FromString("scratch").String()
	for _, each := range definition.Def {
		var op pb.Op
		if err := op.UnmarshalVT(each); err != nil {
			return nil, err
		}
		if op.GetOp() == nil && len(op.Inputs) > 0 {
			head = op.Inputs[0].Digest
		}
		sources.add(&op)
	}
	var epoch *int64
	if made.Epoch != nil {
		seconds := made.Epoch.Unix()
		epoch = &seconds
	}
	paths := map[string]bool{}
	for path := range dockerfile2llb.ContextPaths {
		paths[strings.TrimPrefix(path, "/")] = true
	}
	return &Result{
		Epoch: epoch, ContextPaths: names(paths),
		Digest: head, Config: config,
		Locals: sorted(sources.locals), Images: names(sources.images), UnknownBases: names(stub.unknown),
		UnknownConfigs: imagesFor(stub.unconfigured),
		Links: names(sources.links), Remotes: sorted(sources.remotes),
		Secrets: names(sources.secrets), SSH: names(sources.ssh),
	}, nil
}

// sources are what operations take from outside.
type sources struct {
	images, links, secrets, ssh map[string]bool
	locals                      map[string]Local
	remotes                     map[string]Remote
}

func (s *sources) add(op *pb.Op) {
	switch {
	case op.GetSource() != nil:
		s.addSource(op.GetSource())
	case op.GetExec() != nil:
		for _, mount := range op.GetExec().Mounts {
			if mount.SecretOpt != nil {
				s.secrets[mount.SecretOpt.ID] = true
			}
			if mount.SSHOpt != nil {
				s.ssh[cmp.Or(mount.SSHOpt.ID, "default")] = true
			}
		}
		for _, secret := range op.GetExec().Secretenv {
			s.secrets[secret.ID] = true
		}
	case op.GetBuild() != nil:
		// A build within the build; nobody here knows what of.
		s.remotes["build"] = Remote{Source: "build"}
	}
}

func (s *sources) addSource(source *pb.SourceOp) {
	scheme, rest, _ := strings.Cut(source.Identifier, "://")
	switch scheme {
	case "docker-image":
		s.images[rest] = true
	case "local":
		if link, isLink := strings.CutPrefix(rest, linkPrefix); isLink {
			s.links[link] = true
			return
		}
		local := Local{Name: strings.TrimPrefix(rest, namedPrefix), FollowPaths: []string{}}
		list(source.Attrs[pb.AttrFollowPaths], &local.FollowPaths)
		slices.Sort(local.FollowPaths)
		s.locals[source.Identifier+" "+source.Attrs[pb.AttrFollowPaths]] = local
	default:
		pinned := source.Attrs[pb.AttrHTTPChecksum] != "" || source.Attrs[pb.AttrGitChecksum] != ""
		s.remotes[source.Identifier] = Remote{Source: source.Identifier, IsPinned: pinned}
	}
}

func list(text string, into *[]string) {
	if text != "" {
		_ = json.Unmarshal([]byte(text), into)
	}
}

func names(set map[string]bool) []string {
	return append([]string{}, slices.Sorted(maps.Keys(set))...)
}

func sorted[Each any](by map[string]Each) []Each {
	all := make([]Each, 0, len(by))
	for _, key := range slices.Sorted(maps.Keys(by)) {
		all = append(all, by[key])
	}
	return all
}

func imagesFor(set map[ImageFor]bool) []ImageFor {
	return append([]ImageFor{}, slices.SortedFunc(maps.Keys(set), func(a, b ImageFor) int {
		return cmp.Or(cmp.Compare(a.Image, b.Image), cmp.Compare(a.Platform, b.Platform))
	})...)
}
