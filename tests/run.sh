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

passed=0
failed=0
for project in tests/*.Tests/; do
    output=$(dotnet test "$project" --no-build --nologo 2>&1)
    status=$?
    echo "$output"
    line=$(grep -E '^(Passed!|Failed!)' <<<"$output" | tail -1)
    number() { sed -nE "s/.*$1: +([0-9]+).*/\1/p" <<<"$line"; }
    passed=$((passed + $(number Passed || echo 0) + 0))
    failures=$(number Failed)
    # A run that ends badly without counting a failure did not run.
    if [ "$status" -ne 0 ] && [ "${failures:-0}" -eq 0 ]; then failures=1; fi
    failed=$((failed + ${failures:-0}))
done

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
