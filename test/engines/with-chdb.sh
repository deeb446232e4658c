#!/usr/bin/env bash
# Runs a command while ClickHouse can be loaded into its process (chdb, about 550 MB), fetched into a temporary folder
# unless SETIA_CHDB names one that has it:
#   bash test/engines/with-chdb.sh npm run vitest -- test/sql/clickhouse
set -euo pipefail
if [ -z "${SETIA_CHDB:-}" ]; then
  folder=$(mktemp -d "${TMPDIR:-/tmp}/setia-chdb-XXXXXX")
  trap 'rm -rf "$folder"' EXIT
  (cd "$folder" && npm init -y >/dev/null && npm install --no-audit --no-fund chdb@3.4.0 >/dev/null)
  export SETIA_CHDB="$folder"
fi
"$@"
