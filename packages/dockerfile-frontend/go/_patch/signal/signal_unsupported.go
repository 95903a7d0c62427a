//go:build !linux && !darwin && !freebsd && !windows

package signal

import (
	"fmt"
	"syscall"
)

// SignalMap has Linux's numbers: the images are for Linux, whatever runs this program.
var SignalMap = linuxSignals()

func linuxSignals() map[string]syscall.Signal {
	signals := map[string]syscall.Signal{
		"HUP": 1, "INT": 2, "QUIT": 3, "ILL": 4, "TRAP": 5, "ABRT": 6, "IOT": 6, "BUS": 7, "FPE": 8, "KILL": 9,
		"USR1": 10, "SEGV": 11, "USR2": 12, "PIPE": 13, "ALRM": 14, "TERM": 15, "STKFLT": 16, "CHLD": 17, "CLD": 17,
		"CONT": 18, "STOP": 19, "TSTP": 20, "TTIN": 21, "TTOU": 22, "URG": 23, "XCPU": 24, "XFSZ": 25, "VTALRM": 26,
		"PROF": 27, "WINCH": 28, "IO": 29, "POLL": 29, "PWR": 30, "SYS": 31, "RTMIN": 34, "RTMAX": 64,
	}
	for i := 1; i <= 15; i++ {
		signals[fmt.Sprintf("RTMIN+%d", i)] = syscall.Signal(34 + i)
	}
	for i := 1; i <= 14; i++ {
		signals[fmt.Sprintf("RTMAX-%d", i)] = syscall.Signal(64 - i)
	}
	return signals
}
