#!/usr/bin/env bash
# Adds one migration to all three databases: migrations/add.sh NAME
set -euo pipefail
name=${1:?usage: migrations/add.sh NAME}
cd "$(dirname "$0")/.."
dotnet tool restore >/dev/null
for provider in Sqlite PostgreSql SqlServer; do
    project="migrations/$provider"
    dotnet build "$project" -v q --nologo -clp:NoSummary
    dotnet ef migrations add "$name" -p "$project" -s "$project" --no-build -o Migrations
done
