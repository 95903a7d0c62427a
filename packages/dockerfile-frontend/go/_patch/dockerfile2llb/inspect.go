package dockerfile2llb

import "github.com/moby/buildkit/frontend/dockerfile/instructions"

// InspectedFile is what a file holds before any stage is carried out.
type InspectedFile struct {
	// Escape is the character that continues lines.
	Escape rune
	// Globals are the ARGs before the first stage.
	Globals []instructions.ArgCommand
	Stages  []InspectedStage
}

// InspectedStage is one stage of a file after build arguments, and what it is made from.
type InspectedStage struct {
	Stage instructions.Stage
	// Written is what FROM names before build arguments.
	Written string
	// Base is what FROM names.
	Base InspectedSource
	// Uses are what its instructions take files from, by the index of the instruction.
	Uses map[int][]InspectedSource
	// IsReplaced says that a named context stands for it.
	IsReplaced bool
}

// InspectedSource is a stage of the file or an image.
type InspectedSource struct {
	// Stage is the index of the stage; -1 for an image.
	Stage int
	// Name is the reference of the image after build arguments.
	Name string
}

// Inspect is called with each file before any of its stages is carried out.
var Inspect func(file InspectedFile)

// ContextPaths are what the last conversion has taken out of the main context, instruction by instruction. What is
// asked of the context is less exact: with the root among them it is everything.
var ContextPaths map[string]struct{}

func (dctx *dispatchContext) inspect(escape rune, globals []instructions.ArgCommand, written []instructions.Stage) {
	if Inspect == nil {
		return
	}
	index := make(map[*dispatchState]int)
	for _, d := range dctx.allDispatchStates.states {
		if !d.unregistered {
			index[d] = len(index)
		}
	}
	source := func(d *dispatchState, name string) InspectedSource {
		if d != nil && !d.unregistered {
			return InspectedSource{Stage: index[d]}
		}
		return InspectedSource{Stage: -1, Name: name}
	}
	stages := make([]InspectedStage, 0, len(index))
	for _, d := range dctx.allDispatchStates.states {
		if d.unregistered {
			continue
		}
		uses := make(map[int][]InspectedSource)
		for i, cmd := range d.commands {
			for _, src := range cmd.sources {
				if src != nil && (!src.unregistered || src.stage.BaseName != emptyImageName) {
					uses[i] = append(uses[i], source(src, src.stage.BaseName))
				}
			}
		}
		stages = append(stages, InspectedStage{
			Stage: d.stage, Written: written[len(stages)].BaseName, Base: source(d.base, d.stage.BaseName), Uses: uses, IsReplaced: d.namedContext != nil,
		})
	}
	Inspect(InspectedFile{Escape: escape, Globals: globals, Stages: stages})
}
