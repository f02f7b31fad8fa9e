#!/usr/bin/env bash
# Runs all tests. Installs Chromium and PostgreSQL (Debian, Ubuntu) when they are missing; ends with "N passed, N failed".
set -uo pipefail
cd "$(dirname "$0")/.."

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo -n "$@"; fi
}

install_missing() {
    local packages=()
    command -v chromium >/dev/null || packages+=(chromium)
    ls /usr/lib/postgresql/*/bin/postgres >/dev/null 2>&1 || packages+=(postgresql)
    [ ${#packages[@]} -eq 0 ] && return
    echo "Installing ${packages[*]}"
    command -v apt-get >/dev/null || { echo "Install ${packages[*]} with your package manager, then run this again." >&2; exit 2; }
    as_root apt-get update -q || true
    DEBIAN_FRONTEND=noninteractive as_root apt-get install -y -q --no-install-recommends "${packages[@]}" || exit 2
}

install_missing
dotnet build Portal.sln --nologo -v q -clp:NoSummary || { echo "0 passed, 1 failed"; exit 1; }

# Tests start many processes that live for seconds: measuring them for a better second compilation costs them a fifth of their time.
export DOTNET_TieredPGO=0

logs=artifacts/tests
rm -rf "$logs"
mkdir -p "$logs"
passed=0
failed=0

# The built program is its own runner. Its hosts log much, so that goes to a file.
run() {
    local project=$1
    shift
    "$@" "artifacts/bin/$project/debug/$project" -noLogo -noColor >"$logs/$project.log" 2>&1
}

# How a run ended; all of what it said where something failed.
count() {
    local project=$1 status=$2 line failures
    line=$(grep -aE "^ *$project +Total: " "$logs/$project.log" | tail -1)
    number() { sed -nE "s/.*[ ,]$1: ([0-9]+).*/\1/p" <<<"$line"; }
    failures=$(($(number Failed) + $(number Errors) + 0))
    # A run that ends badly without counting a failure did not run.
    if [ "$status" -ne 0 ] && [ "$failures" -eq 0 ]; then failures=1; fi
    if [ "$failures" -gt 0 ]; then cat "$logs/$project.log"; else echo "$line"; fi
    if [ -n "$line" ]; then passed=$((passed + $(number Total) - $(number Failed) - $(number Errors) - $(number Skipped) - $(number 'Not Run'))); fi
    failed=$((failed + failures))
}

# Journeys wait for browsers and portals during much of their time. What is computed beside them uses that time and never takes theirs.
run Portal.EndToEnd.Tests &
journeys=$!
trap 'kill "$journeys" 2>/dev/null' EXIT
beside=" Portal.EndToEnd.Tests Portal.Statistics.Tests Portal.Web.Tests "
for project in Portal.Statistics.Tests Portal.Web.Tests; do
    run "$project" nice -n 10
    count "$project" $?
done
wait "$journeys"
count Portal.EndToEnd.Tests $?

for folder in tests/*.Tests/; do
    project=$(basename "$folder")
    [[ $beside == *" $project "* ]] && continue
    run "$project"
    count "$project" $?
done

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
