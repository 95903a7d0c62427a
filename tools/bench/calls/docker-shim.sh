#!/usr/bin/env bash
# Stands before docker on PATH while a contender builds: writes down the call, and the progress of a build.
# The call's own file appears when all that it has to tell is in it.
call="$SLIPWAY_BENCH_CALLS/$$-$RANDOM"
printf '%s\n' "$*" > "$call.started"
case " $* " in
  *' build '* | *' bake '*)
    exec 2> >(tee "$call.progress" >&2; mv "$call.started" "$call.call")
    ;;
  *) mv "$call.started" "$call.call" ;;
esac
exec "$SLIPWAY_BENCH_DOCKER" "$@"
