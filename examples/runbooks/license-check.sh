#!/bin/sh
# The licence check from cron or systemd. The crontab line is in license-check.cron; what is to be changed is in the
# environment file, which only the job's account may read:
#
#   install -d -m 0700 -o wildixpbx /etc/wildixpbx
#   install -m 0600 -o wildixpbx license-check.env.example /etc/wildixpbx/license-check.env
#
# cron mails what a job prints, so nothing is printed while the exit code is 0. The exit codes are those of
# license-check.ps1; whatever keeps that from being run is 1.
set -eu

fail() { echo "$*" >&2; exit 1; }

# Where LICENSE_CHECK_ENV is set and empty, as in license-check.service, the settings are in the environment already.
config=${LICENSE_CHECK_ENV-/etc/wildixpbx/license-check.env}
if [ -n "$config" ]; then
    case $config in */*) ;; *) config=./$config ;; esac # "." would look for a bare name along PATH
    [ -r "$config" ] || fail "$config can't be read: copy license-check.env.example there."
    # Tried apart first: a mistake in it ends a shell, with a code that means something else here.
    (set -a; . "$config") >/dev/null || fail "$config has a mistake: it is read by sh, so quote values with spaces."
    set -a # WMP_URI, WMP_TOKEN_FILE and the others go on to PowerShell
    . "$config"
    set +a
fi
config=${config:-the environment}

# What systemd has decrypted for this service alone wins over files that are named.
secret() { [ ! -r "${CREDENTIALS_DIRECTORY:-}/$1" ] || export "$2=$CREDENTIALS_DIRECTORY/$1"; }
if [ -n "${CREDENTIALS_DIRECTORY:-}" ]; then
    secret token WMP_TOKEN_FILE
    secret smtp-password SMTP_PASSWORD_FILE
    secret webhook WEBHOOK_FILE
fi

reports=${REPORT_FOLDER:-}
[ -n "$reports" ] || fail "REPORT_FOLDER is missing: say in $config where the reports go."
[ -n "${BOXES:-}${WMP_URI:-}" ] || fail "BOXES and WMP_URI are missing: say in $config what is to be checked."
if [ -n "${SMTP_SERVER:-}" ]; then
    [ -n "${MAIL_FROM:-}" ] || fail "MAIL_FROM is missing: say in $config who sends the mail."
    [ -n "${MAIL_TO:-}" ] || fail "MAIL_TO is missing: say in $config who gets the mail."
    [ -z "${SMTP_USER:-}" ] || [ -r "${SMTP_PASSWORD_FILE:-}" ] || fail "SMTP_USER is given, but the file SMTP_PASSWORD_FILE can't be read."
fi
case ${QUIET:-:} in *:*) ;; *) fail "QUIET=$QUIET is no time such as 20:00:00: a bare number would be days." ;; esac
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$reports" || fail "$reports can't be made."
(: >>"$reports/.lock" && : >>"$reports/last-run.log") 2>/dev/null || fail "$reports can't be written to."

# Two at a time would tell everything twice. The lock goes with the process, however it ends.
exec 9>"$reports/.lock"
flock -n 9 || fail 'The check from before still runs.'

set -- -ReportFolder "$reports"
[ -z "${BOXES:-}" ] || set -- "$@" -Boxes "$BOXES"
[ -z "${BOXES_CULTURE:-}" ] || set -- "$@" -Culture "$BOXES_CULTURE"
[ -z "${BOXES_TIMEZONE:-}" ] || set -- "$@" -TimeZone "$BOXES_TIMEZONE"
[ -z "${MODULE:-}" ] || set -- "$@" -Module "$MODULE"
[ -z "${SMTP_SERVER:-}" ] || set -- "$@" -SmtpServer "$SMTP_SERVER" -From "$MAIL_FROM" -To "$MAIL_TO"
[ -z "${WEBHOOK_TEMPLATE:-}" ] || set -- "$@" -WebhookTemplate "$WEBHOOK_TEMPLATE"
[ -z "${QUIET:-}" ] || set -- "$@" -Quiet "$QUIET"
[ -z "${FAIL_ON:-}" ] || set -- "$@" -FailOn "$FAIL_ON"

code=0
NO_COLOR=1 "${PWSH:-pwsh}" -NoProfile -NonInteractive -File "$here/license-check.ps1" "$@" >"$reports/last-run.log" 2>&1 || code=$?
[ "$code" -eq 0 ] || { echo "The licence check ended with $code:"; cat "$reports/last-run.log"; }
case $code in [0-5]) exit "$code" ;; *) exit 1 ;; esac
