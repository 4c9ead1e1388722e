#!/bin/sh
# The licence check from cron. The crontab line is in license-check.cron; what is to be changed is in the environment
# file, which only the job's account may read:
#
#   install -d -m 0700 -o wildixpbx /etc/wildixpbx
#   install -m 0600 -o wildixpbx license-check.env.example /etc/wildixpbx/license-check.env
#
# cron mails what a job prints, so nothing is printed while every PBX renews.
set -eu

config=${LICENSE_CHECK_ENV:-/etc/wildixpbx/license-check.env}
[ -r "$config" ] || { echo "$config can't be read: copy license-check.env.example there." >&2; exit 1; }
set -a # WMP_URI, WMP_TOKEN_FILE and the others go on to PowerShell
. "$config"
set +a

here=$(cd "$(dirname "$0")" && pwd)
reports=${REPORT_FOLDER:?say in "$config" where the reports go}
mkdir -p "$reports"

# Two at a time would tell everything twice. The lock goes with the process, however it ends.
exec 9>"$reports/.lock"
flock -n 9 || { echo 'The check from before still runs.' >&2; exit 1; }

set -- -ReportFolder "$reports"
[ -z "${BOXES:-}" ] || set -- "$@" -Boxes "$BOXES"
[ -z "${MODULE:-}" ] || set -- "$@" -Module "$MODULE"
[ -z "${SMTP_SERVER:-}" ] || set -- "$@" -SmtpServer "$SMTP_SERVER" -From "$MAIL_FROM" -To "$MAIL_TO"

code=0
"${PWSH:-pwsh}" -NoProfile -NonInteractive -File "$here/license-check.ps1" "$@" >"$reports/last-run.log" 2>&1 || code=$?
[ "$code" -eq 0 ] || { echo "The licence check ended with $code:"; cat "$reports/last-run.log"; }
exit "$code"
