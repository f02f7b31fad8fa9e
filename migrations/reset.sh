#!/usr/bin/env bash
# Before the first release only: writes the one Initial migration of all three databases anew.
set -euo pipefail
cd "$(dirname "$0")"
rm -rf {Sqlite,PostgreSql,SqlServer}/Migrations
exec ./add.sh Initial
