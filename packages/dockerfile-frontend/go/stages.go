package main

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/moby/buildkit/frontend/dockerfile/dockerfile2llb"
	"github.com/moby/buildkit/frontend/dockerfile/instructions"
	"github.com/moby/buildkit/frontend/dockerfile/parser"
)

// parseStages reads a file as far as it can be read, one instruction after the other, and says what is wrong
// with each of the others. BuildKit itself stops at the first.
func parseStages(text []byte) (globals []Instruction, stages []Stage, problems []Message) {
	globals, stages = []Instruction{}, []Stage{}
	file, err := parser.Parse(bytes.NewReader(text))
	if err != nil {
		return globals, stages, []Message{messageOf(err)}
	}
	for _, node := range file.AST.Children {
		parsed, err := instructions.ParseInstruction(node)
		if err != nil {
			problems = append(problems, messageOf(err))
			continue
		}
		switch each := parsed.(type) {
		case *instructions.Stage:
			stages = append(stages, stageOf(each))
		case instructions.Command:
			if len(stages) > 0 {
				last := &stages[len(stages)-1]
				instruction := instructionOf(each)
				instruction.Uses = writtenUses(each)
				last.Instructions = append(last.Instructions, instruction)
			} else if _, isArg := each.(*instructions.ArgCommand); isArg {
				globals = append(globals, instructionOf(each))
			}
		}
	}
	findWritten(stages)
	return globals, stages, problems
}

// writtenUses are what an instruction takes files from, as it is written.
func writtenUses(command instructions.Command) (uses []Source) {
	switch each := command.(type) {
	case *instructions.CopyCommand:
		if each.From != "" {
			uses = append(uses, Source{How: "copy", Text: each.From})
		}
	case *instructions.RunCommand:
		for _, mount := range instructions.GetMounts(each) {
			if mount.From != "" {
				uses = append(uses, Source{How: "mount", Text: mount.From})
			}
		}
	}
	return uses
}

// findWritten finds the stages that sources name as they are written: FROM those above it, the others any.
func findWritten(stages []Stage) {
	find := func(source *Source, among []Stage) {
		for i, each := range among {
			if each.Name != "" && strings.EqualFold(each.Name, source.Text) {
				source.Stage = &i
			}
		}
	}
	for i := range stages {
		find(&stages[i].Base, stages[:i])
		for j := range stages[i].Instructions {
			for k := range stages[i].Instructions[j].Uses {
				use := &stages[i].Instructions[j].Uses[k]
				find(use, stages)
				if number, err := strconv.Atoi(use.Text); err == nil && use.How == "copy" && number < len(stages) {
					use.Stage = &number
				}
			}
		}
	}
}

func stageOf(stage *instructions.Stage) Stage {
	first, last := linesOf(stage.Location)
	return Stage{
		Name: stage.Name, Platform: stage.Platform, Written: stage.BaseName, Line: first, EndLine: last,
		Base: Source{How: "from", Text: stage.BaseName}, Instructions: []Instruction{},
	}
}

func instructionOf(command instructions.Command) Instruction {
	line, _ := linesOf(command.Location())
	text := fmt.Sprint(command)
	switch each := command.(type) {
	case *instructions.RunCommand:
		for _, file := range each.Files {
			text += fmt.Sprintf("\n%s%s", file.Data, file.Name)
		}
	case *instructions.CopyCommand:
		text += contentsOf(each.SourceContents)
	case *instructions.AddCommand:
		text += contentsOf(each.SourceContents)
	}
	return Instruction{Keyword: strings.ToUpper(command.Name()), Text: text, Line: line}
}

func contentsOf(contents []instructions.SourceContent) (text string) {
	for _, each := range contents {
		text += fmt.Sprintf("\n%s%s", each.Data, each.Path)
	}
	return text
}

// inspectedStages are all that a file holds, with names and build arguments resolved.
func inspectedStages(file dockerfile2llb.InspectedFile) (globals []Instruction, stages []Stage) {
	inspected := file.Stages
	globals = []Instruction{}
	for i := range file.Globals {
		globals = append(globals, instructionOf(&file.Globals[i]))
	}
	source := func(how string, from dockerfile2llb.InspectedSource) Source {
		if from.Stage < 0 {
			return Source{How: how, Text: from.Name}
		}
		index := from.Stage
		return Source{How: how, Stage: &index, Text: inspected[index].Stage.Name}
	}
	for _, found := range inspected {
		stage := stageOf(&found.Stage)
		stage.Written, stage.IsReplaced, stage.Base = found.Written, found.IsReplaced, source("from", found.Base)
		for i, command := range found.Stage.Commands {
			each := instructionOf(command)
			for _, use := range found.Uses[i] {
				how := "copy"
				if each.Keyword == "RUN" {
					how = "mount"
				}
				each.Uses = append(each.Uses, source(how, use))
			}
			stage.Instructions = append(stage.Instructions, each)
		}
		stages = append(stages, stage)
	}
	return globals, stages
}

func messageOf(err error) Message {
	message := Message{Text: err.Error()}
	var located *parser.LocationError
	if errors.As(err, &located) && len(located.Locations) > 0 {
		message.Line, _ = linesOf(located.Locations[0])
	}
	return message
}

func linesOf(ranges []parser.Range) (first, last int) {
	for i, each := range ranges {
		if i == 0 || each.Start.Line < first {
			first = each.Start.Line
		}
		last = max(last, each.End.Line)
	}
	return first, last
}
