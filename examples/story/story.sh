#!/usr/bin/env bash
# A year of a client package: the Town Library changes its API three times, and a team keeps its SDK up
# to date. Everything happens in a temporary folder, without a network; the folder is removed at the end
# unless you name one: story.sh [FOLDER]
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
clientsmith=${CLIENTSMITH:-clientsmith}
python=${PYTHON:-python3}

if [ $# -gt 0 ]; then
  mkdir -p "$1"
  work=$(cd "$1" && pwd)
else
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
fi

# Neither read nor change the settings of the user who runs this script.
export HOME=$work/home XDG_CACHE_HOME=$work/cache
export GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=$work/gitconfig
mkdir -p "$HOME" "$work/library"
git config --global user.name "SDK team"
git config --global user.email "sdk@library.example"
git config --global init.defaultBranch main
git config --global core.autocrlf false
git config --global commit.gpgsign false
git config --global tag.gpgsign false

say() { printf '\n== %s\n' "$*"; }

# Publishes a version of the library's document.
publish() { cp "$here/upstream/$1.yaml" "$work/library/openapi.yaml"; }

# Prints the exit code of a command, which may fail.
code_of() { local code=0; "$@" > /dev/null 2>&1 || code=$?; echo "$code"; }

# Prints the version of the package in clientsmith.toml.
version() { sed -n 's/^version = "\(.*\)"$/\1/p' clientsmith.toml; }

# Prints verdict and next version of a JSON report.
judge() {
  "$python" -c 'import json, sys
(one,) = json.load(open(sys.argv[1]))["comparisons"]
print(one["verdict"], one["next_version"])' "$1"
}

# Updates the client after a change of the document: fetch, generate, report, version, commit.
update() {
  local report=$work/report.json section=$work/section.md code=0 judged verdict next
  "$clientsmith" fetch --quiet ../library/openapi.yaml -o openapi.yaml
  "$clientsmith" generate --quiet
  "$clientsmith" diff --since HEAD --fail-on breaking --version "$(version)" \
    --changelog "$section" --json --quiet > "$report" || code=$?
  judged=$(judge "$report")
  read -r verdict next <<< "$judged"
  echo "verdict: $verdict, $(version) -> $next"
  echo "fail on breaking: $code"
  if [ -n "${ACCEPT:-}" ]; then
    printf '%s\n' "$ACCEPT" > clientsmith-accepted.toml
    echo "once accepted: $(code_of "$clientsmith" diff --since HEAD --fail-on breaking)"
  fi

  sed "s/^version = .*/version = \"$next\"/" clientsmith.toml > "$work/settings"
  cp "$work/settings" clientsmith.toml
  { echo "# Changelog"; echo; cat "$section"; sed 1d CHANGELOG.md; } > "$work/changelog"
  cp "$work/changelog" CHANGELOG.md
  "$clientsmith" generate --quiet
  git add --all
  git commit --quiet --message "Release $next"
  git tag "v$next"
}

say "January: the first version"
publish 1
mkdir "$work/sdk"
cd "$work/sdk"
git init --quiet
"$clientsmith" fetch --quiet ../library/openapi.yaml -o openapi.yaml
"$clientsmith" init --quiet openapi.yaml -o client
sed 's/^# version = .*/version = "1.0.0"/' clientsmith.toml > "$work/settings"
cp "$work/settings" clientsmith.toml
printf '# Changelog\n\n## [1.0.0]\n\nThe first version.\n' > CHANGELOG.md
"$clientsmith" generate --quiet
echo "check: $(code_of "$clientsmith" check)"
git add --all
git commit --quiet --message "Release 1.0.0"
git tag v1.0.0

say "April: loans can be extended, and searches limited"
publish 2
cp ../library/openapi.yaml openapi.yaml
echo "check, before anybody has generated: $(code_of "$clientsmith" check)"
update

say "July: shelves are going to go"
publish 3
update

say "October: shelves are gone, and loans need a card"
publish 4
ACCEPT='[[accepted]]
code = "field-removed"
subject = "Book.shelf"
reason = "Deprecated since July; nobody uses it any more."
expires = 2099-12-31

[[accepted]]
code = "request-field-became-required"
subject = "NewLoan.card"
reason = "The library takes no loans without a card."
expires = 2099-12-31' update

say "Nothing new"
"$clientsmith" fetch --quiet ../library/openapi.yaml -o openapi.yaml
echo "check: $(code_of "$clientsmith" check)"
echo "not committed: $(git status --porcelain | wc -l | tr -d ' ')"

say "The history"
git log --reverse --format='%s' --decorate=no
git tag --list 'v*' --sort=version:refname | tr '\n' ' '
echo
grep '^version' client/pyproject.toml

say "The changelog"
cat CHANGELOG.md
