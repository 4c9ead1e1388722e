# shellcheck shell=bash
# The stand-in for migrate2cloud, sourced by the terminal of a simulated PBX. Of the real one only this is known, from the
# licensing guide: root starts it, -s takes the serial of a Cloud PBX, that one's password is asked for then, and which
# data to move; afterwards the Cloud PBX takes the old PBX's password. Texts, order and groups of data are ours.

migrate2cloud() {
    local serial='' status
    if [[ ${is_root-} != yes ]]; then echo 'Only root can do that (sandbox)'; return 1; fi
    if [[ ${1-} == -s && -n ${2-} ]]; then serial=$2; elif (($#)); then echo 'Usage: migrate2cloud [-s SERIAL] (sandbox)'; return 2; fi
    if is_moving; then echo 'migrate2cloud runs already (sandbox)'; return 1; fi
    printf '%s\n' "$BASHPID" >"$box/ssh/migrate2cloud.pid"
    move_to_cloud "$serial"
    status=$?
    rm -f "$box/ssh/migrate2cloud.pid"
    return "$status"
}

# Whether it runs on this box, in whatever session: a number in a file may be another process's by now.
is_moving() {
    local process
    [[ -r $box/ssh/migrate2cloud.pid ]] && read -r process <"$box/ssh/migrate2cloud.pid" && grep -qs wms-terminal "/proc/$process/cmdline"
}

ps() {
    echo '  PID TTY      STAT   TIME COMMAND'
    if is_moving; then printf '%5s ?        S      0:00 migrate2cloud\n' "$(<"$box/ssh/migrate2cloud.pid")"; fi
}

move_to_cloud() {
    local serial=$1 target password answer group groups=()
    fault Start || return 1
    if ! target=$(cloud_box ${serial:+"$serial"}); then echo 'No Cloud PBX answers (sandbox)'; return 1; fi
    fault Password || return 1
    if [[ -n $serial ]]; then
        printf 'Password of the Cloud PBX (sandbox): '
        IFS= read -rs password || return 1
        printf '\n'
        if ! takes_password "$target" "$password"; then echo 'Password of the Cloud PBX refused (sandbox)'; return 1; fi
    fi
    fault Questions || return 1
    for group in settings users 'call history' voicemail recordings; do
        printf 'Move %s? (sandbox) [y/n] ' "$group"
        IFS= read -r answer || return 1
        if [[ $answer == y ]]; then groups+=("$group"); fi
    done
    if is_fault_at Copy; then
        copy half || return 1
        fault Copy || return 1
    fi
    copy all || return 1
    if [[ " ${groups[*]} " == *' users '* ]]; then printf '%s\n' "${box##*/}" >"$target/users-from"; fi
    fault End || return 1
    give_password "$target"
    if [[ -z $serial ]]; then printf '%s\n' "${target##*/}" >"$box/moved-to"; fi # the guide: the old PBX stops then
    echo 'Data moved (sandbox)'
}

copy() { "$dotnet" "$program" --move-database "$box/rw2/db/wms.sqlite" "$target/rw2/db/wms.sqlite" "$1" "${groups[@]}"; }

# The folder of the Cloud PBX with a serial, or of the one that the portal has made of this PBX, where its simulator is up.
cloud_box() { "$dotnet" "$program" --find-cloud-box "$box" "$@"; }

# Salt and hash of a box's admin: as it was changed over SSH or by a move, or else as the box was made.
admin_password() { if [[ -s $1/ssh/admin-password ]]; then cat "$1/ssh/admin-password"; else cat "$1/simulator"; fi; }

takes_password() {
    local salt hash salted _
    read -r salt hash < <(admin_password "$1")
    read -r salted _ < <(printf '%s%s' "$salt" "$2" | sha256sum)
    [[ -n $hash && $salted == "$hash" ]]
}

give_password() {
    mkdir -p "$1/ssh"
    cp "$box/ssh/shadow" "$1/ssh/shadow.new" && mv "$1/ssh/shadow.new" "$1/ssh/shadow"
    admin_password "$box" >"$1/ssh/admin-password.new" && mv "$1/ssh/admin-password.new" "$1/ssh/admin-password"
}

is_fault_at() {
    local point _
    [[ -r $box/ssh/migration-fault ]] && read -r point _ <"$box/ssh/migration-fault" && [[ $point == "$1" ]]
}

# What a rehearsal of trouble asks for at a point, once. Fails where the move does not go on.
fault() {
    local kind _
    is_fault_at "$1" || return 0
    read -r _ kind <"$box/ssh/migration-fault"
    rm -f "$box/ssh/migration-fault"
    case $kind in
        UnknownPrompt) printf 'Shall the log be sent to somebody? [y/N] '; IFS= read -r _ && return 0 ;;
        Hang) while true; do sleep 1; done ;;
        DropConnection) kill -KILL "$session"; sleep 5 ;;
        DiskFull) echo 'No space left on the Cloud PBX (sandbox)' ;;
        Fail) echo 'The move failed (sandbox)' ;;
    esac
    return 1
}
