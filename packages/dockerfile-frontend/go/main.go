// Command main is BuildKit's Dockerfile frontend as a WebAssembly reactor: a host allocates memory, writes a
// question in JSON there and calls one of the exported functions, which leaves its answer in memory.
package main

import (
	"encoding/json"
	"runtime/debug"
	"unsafe"
)

// question is where the host writes the next one; answer keeps the last one alive until the next call.
var question, answer []byte

// allocate makes room for a question of size bytes and returns where it is.
//
//go:wasmexport allocate
func allocate(size int32) unsafe.Pointer {
	question = make([]byte, size)
	return unsafe.Pointer(unsafe.SliceData(question))
}

// read answers the question with what a Dockerfile means and returns the size of the answer in bytes.
//
//go:wasmexport read
func read() int32 {
	var request Request
	if err := json.Unmarshal(question, &request); err != nil {
		return reply(Reading{Errors: []Message{{Text: "not a request: " + err.Error()}}})
	}
	return reply(readDockerfile(&request))
}

// answered returns where the last answer is.
//
//go:wasmexport answered
func answered() unsafe.Pointer { return unsafe.Pointer(unsafe.SliceData(answer)) }

func reply(value any) int32 {
	var err error
	if answer, err = json.Marshal(value); err != nil {
		panic(err)
	}
	return int32(len(answer))
}

// The memory of a module never shrinks, so that collecting often saves nothing.
func init() { debug.SetGCPercent(800) }

func main() {}
