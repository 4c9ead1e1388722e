#!/bin/bash
# Runs the SSH server of a simulated PBX, and ends it with the sandbox: stdin ends when that does, however it ends.
# Arguments: the server's program, its configuration, its log. The library and the files of its accounts come as WMS_ variables.
server() {
    export LD_PRELOAD=$WMS_NSS_WRAPPER NSS_WRAPPER_PASSWD=$WMS_PASSWD NSS_WRAPPER_GROUP=$WMS_GROUP NSS_WRAPPER_SHADOW=$WMS_SHADOW
    exec "${die_with_parent[@]}" "$1" -D -f "$2" -E "$3"
}

# Should this script be killed, the kernel ends the server too.
die_with_parent=()
if command -v setpriv >/dev/null; then die_with_parent=(setpriv --pdeathsig KILL); fi

server "$@" </dev/null &
listener=$!
trap 'kill "$listener" 2>/dev/null; wait "$listener"' EXIT
while kill -0 "$listener" 2>/dev/null; do
    read -r -t 1 _
    status=$?
    if ((status > 0 && status <= 128)); then break; fi # the end; a wait that was too long is more
done
