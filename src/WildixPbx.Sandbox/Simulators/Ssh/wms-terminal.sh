#!/bin/bash
# The terminal of a simulated PBX: a menu, a shell and root. Its texts are this project's own, since Wildix's are not known;
# of theirs only this is: option 10 is Shell, root comes by `su - wildix`, and lines 17 and 18 of /rw2/etc/sf2 are serial
# and key. Argument: the file with the settings below, written by the sandbox.
box='' name='' dotnet='' program=''
# shellcheck source=/dev/null
source "$1"

session=$PPID
listener=$(<"$box/ssh/sshd.pid")
sf2=$box/rw2/etc/sf2

# Ends everything of this session when its connection or the sandbox is gone. A command without a terminal hears of neither.
watch_session() {
    trap '' HUP INT TERM
    while kill -0 "$session" 2>/dev/null && kill -0 "$listener" 2>/dev/null; do sleep 0.3; done
    kill -KILL "$session" 2>/dev/null
    kill -KILL -- "-$$"
}
watch_session </dev/null >/dev/null 2>&1 &
watchdog=$!
trap 'kill -KILL "$watchdog" 2>/dev/null' EXIT
trap 'kill -KILL -- "-$$"' HUP
trap : INT

# What a rehearsal of trouble asks for: a word in this file.
quirk=''
if [[ -r $box/ssh/quirk ]]; then quirk=$(<"$box/ssh/quirk"); fi

hostname() { printf '%s\n' "$name"; }
# shellcheck source=migrate2cloud.sh
source "${BASH_SOURCE[0]%/*}/migrate2cloud.sh"
export name box
export -f hostname ps is_moving

# The box's own files are in its folder. A descriptor stands for that, since its path may have blanks in it.
exec 9<"$box"
here() { printf '%s' "${1//\/rw2\///proc/self/fd/9/rw2/}"; }

bash() {
    if [[ $1 == -c ]]; then set -- -c "$(here "$2")" "${@:3}"; fi
    command bash "$@"
}

su() {
    if [[ $* != '- wildix' ]]; then echo "su: only 'su - wildix' is simulated" >&2; return 1; fi
    local password salt hash _
    printf 'Password: '
    IFS= read -rs password
    printf '\n'
    read -r salt hash <"$box/ssh/root-password"
    read -r password _ < <(printf '%s%s' "$salt" "$password" | sha256sum)
    if [[ $password != "$hash" ]]; then echo 'su: Authentication failure'; return 1; fi
    local is_root=yes
    shell '#'
}

shell() {
    local line
    while printf '%s@%s:~%s ' "$([[ $1 == '#' ]] && echo root || echo admin)" "$name" "$1" && IFS= read -r line; do
        case $line in exit | logout) return 0 ;; esac
        eval "$(here "$line")"
    done
}

register_key() {
    local key
    printf 'PBX key (sandbox): '
    IFS= read -rs key
    printf '\n'
    if [[ $quirk == drop ]]; then kill -KILL "$session"; fi
    if [[ -n $key && $key == "$(sed -n 18p "$sf2")" ]]; then echo 'Key already registered (sandbox)'; return; fi
    if ! accepts_key "$key"; then echo 'Key refused (sandbox): it is not the key of this PBX'; return; fi
    { sed -n 1,17p "$sf2"; printf '%s\n' "$key"; sed -n '19,$p' "$sf2"; } >"$sf2.new" && mv "$sf2.new" "$sf2"
    echo 'Key accepted (sandbox)'
}

# The key that the portal made for this PBX, of which only the hash is here; any where the portal made none.
accepts_key() {
    local hash _
    [[ -n $1 ]] || return 1
    [[ -s $box/ssh/pbx-key ]] || return 0
    read -r hash _ < <(printf '%s' "$1" | sha256sum)
    [[ $hash == "$(<"$box/ssh/pbx-key")" ]]
}

set_password() {
    local password again hash salt salted _
    printf 'New admin password (sandbox): '
    IFS= read -rs password
    printf '\nRepeat it (sandbox): '
    IFS= read -rs again
    printf '\n'
    if [[ $quirk == drop ]]; then kill -KILL "$session"; fi
    if [[ $password != "$again" ]]; then echo 'Password refused (sandbox): the two differ'; return; fi
    if ((${#password} < 8)); then echo 'Password refused (sandbox): it has fewer than 8 characters'; return; fi
    if ! hash=$(printf '%s\n' "$password" | "$dotnet" "$program" --hash-password); then echo 'Password refused (sandbox): it could not be kept'; return; fi
    printf 'admin:%s:19000:0:99999:7:::\n' "$hash" >"$box/ssh/shadow.new" && mv "$box/ssh/shadow.new" "$box/ssh/shadow"
    salt=$RANDOM$RANDOM$RANDOM
    read -r salted _ < <(printf '%s%s' "$salt" "$password" | sha256sum)
    printf '%s %s\n' "$salt" "$salted" >"$box/ssh/admin-password.new" && mv "$box/ssh/admin-password.new" "$box/ssh/admin-password"
    echo 'Password changed (sandbox)'
}

menu() {
    local choice
    if [[ $quirk == question ]]; then printf 'Shall the log be sent to somebody? [y/N] '; IFS= read -r choice; fi
    while true; do
        printf '\nTerminal of %s (simulated by the WildixPbx sandbox)\n\n' "$name"
        if [[ $quirk != no-entries ]]; then printf '  1. Enter the PBX key (sandbox)\n  2. Set the admin password (sandbox)\n'; fi
        printf ' 10. Shell\n  0. Exit\n\nSelect: '
        IFS= read -r choice || return
        case $choice in
            1) register_key ;;
            2) set_password ;;
            10) shell '$' ;;
            0) return ;;
            *) echo 'There is no such option.' ;;
        esac
    done
}

umask 077
cd "$HOME" || exit 1
# What else a rehearsal sets, such as the programs that this box has.
# shellcheck source=/dev/null
if [[ -r .profile ]]; then source ./.profile; fi
if [[ -n $SSH_ORIGINAL_COMMAND ]]; then
    trap - INT
    eval "$(here "$SSH_ORIGINAL_COMMAND")"
else
    menu
fi
