#!/usr/bin/env bash
# ./run.sh                restore, build and run the main job: train, evaluate and score the four tables of data/
# ./run.sh main           the same, by name
# ./run.sh test [ARGS]    the tests; ARGS go to dotnet test, --gpu lets the tests that need a GPU run
# ./run.sh fuzz [ARGS]    the fuzzer, with the root as its working directory; a wrong ARG shows what it takes
# ./run.sh COMMAND ...    the program itself: arguments, working directory, streams and exit code are the caller's
#
# Where it has to build, it says so on the error stream, and counts the seconds there if that is a terminal.
#
# Exit codes of the script's own: 2 where no suitable SDK is installed or the program does not compile, 130 on Ctrl-C.
# run.ps1 is the same for PowerShell and shares the build, its lock and its stamp with this file.
set -euo pipefail

script=${BASH_SOURCE[0]}
if [[ -L $script ]]; then script=$(readlink -f -- "$script"); fi
case $script in
  */*) root=$(cd -- "${script%/*}" && pwd -P) ;;
  *) root=$PWD ;;
esac

project=$root/src/Pipeline
dll=$project/bin/publish/Pipeline.dll
stamp=$project/bin/run.stamp
demos=(churn penguins concrete breast-cancer)

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

explain_sdk() {
  local version=10.0.100 found=none
  if [[ $(<"$root/global.json") =~ \"version\":\ *\"([0-9.]+)\" ]]; then version=${BASH_REMATCH[1]}; fi
  local channel=${version%.*}
  if command -v dotnet >/dev/null; then
    found=$(dotnet --list-sdks 2>/dev/null || true)
    found=${found:-dotnet, but no SDK}
  fi
  printf '%s\n' >&2 \
    "run.sh: this needs the .NET SDK $version or a later $channel one; found: ${found//$'\n'/, }" \
    "Install it with one of:" \
    "  Debian, Ubuntu   sudo apt-get install -y dotnet-sdk-$channel" \
    "  Fedora           sudo dnf install -y dotnet-sdk-$channel" \
    "  macOS            brew install dotnet@${channel%%.*}" \
    "  Windows          winget install Microsoft.DotNet.SDK.${channel%%.*}" \
    "  without root     curl -sSL https://dot.net/v1/dotnet-install.sh | bash -s -- --channel $channel" \
    "                   export PATH=\"\$HOME/.dotnet:\$PATH\"" \
    "All downloads: https://dotnet.microsoft.com/download/dotnet/$channel"
  exit 2
}

# True where nothing that goes into the program is newer than the stamp. Folders count as well: a deleted or a replaced
# file shows only there. Whatever find complains of reads as a change, and so leads to a build.
is_built() {
  [[ -f $dll && -f $stamp ]] &&
    [[ -z $(find "$root"/Directory.*.props "$root/global.json" "$project" \
      \( -name bin -o -name obj \) -prune -o -newer "$stamp" -print -quit 2>&1) ]]
}

# Says on the error stream that something is built, and on a terminal for how long already, from a process of its own.
ticker=""
announce() {
  local text
  case $1 in
    src/Pipeline) text="restoring and building" ;;
    src/Pipeline.Fuzz) text="restoring and building the fuzzer" ;;
    *) text="restoring and building the tests" ;;
  esac
  if [[ -f $dll ]]; then text="run.sh: $text"; else text="run.sh: $text (first run: one to three minutes)"; fi
  echo "$text" >&2
  if [[ ! -t 2 || ${TERM-} == dumb ]]; then return; fi
  # It ends with the script, however that ends, and does not hold the lock.
  while sleep 1 && kill -0 "$$" 2>/dev/null; do printf '\r%s s' "$SECONDS" >&2; done </dev/null >/dev/null 9>&- &
  ticker=$!
}

# Ends the count and takes it off the terminal.
hush() {
  if [[ -z $ticker ]]; then return; fi
  kill "$ticker" 2>/dev/null || true
  wait "$ticker" 2>/dev/null || true
  ticker=""
  printf '\r\033[K' >&2
}

# Builds a project in Release; every project brings the program with it. The stamp is as old as the build's beginning, so
# that a file saved meanwhile is noticed; it appears when the build is complete, so that nobody starts half a program.
build() {
  trap 'hush; exit 130' INT
  # dotnet itself knows what global.json accepts.
  (cd -- "$root" && dotnet --version) >/dev/null 2>&1 || explain_sdk
  # Both folders are made before the stamp, or the build would make the project's folder newer than its own stamp.
  mkdir -p "$project/bin" "$project/obj"
  local log=$project/obj/run.log started=$project/obj/run.started
  exec 9>"$project/obj/run.lock"
  if command -v flock >/dev/null; then flock 9; fi
  if [[ $1 != src/Pipeline ]] || ! is_built; then
    touch "$started"
    announce "$1"
    # The lock stays here: a child that outlives the build must not hold it. Nor may the build read the caller's input.
    if ! (cd -- "$root" && dotnet build "$1" -c Release --disable-build-servers) >"$log" 2>&1 </dev/null 9>&-; then
      hush
      cat "$log" >&2
      echo "run.sh: the build of $1 failed" >&2
      exit 2
    fi
    hush
    mv -f "$started" "$stamp"
  fi
  exec 9>&-
  trap - INT
}

main_job() {
  cd -- "$root"
  local name
  for name in "${demos[@]}"; do
    dotnet "$dll" train "configs/$name.jsonc" --out "runs/$name"
    dotnet "$dll" evaluate "runs/$name/model.zip" "data/$name.csv" --held-out
    dotnet "$dll" score "runs/$name/model.zip" "data/$name.csv" "runs/$name/scored.csv"
  done
  echo
  for name in "${demos[@]}"; do
    printf '%-14s zip      %s\n' "$name" "$root/runs/$name/model.zip"
    printf '%-14s metrics  %s\n' '' "$root/runs/$name/metrics.json"
    printf '%-14s scores   %s\n' '' "$root/runs/$name/scored.csv"
  done
}

run_tests() {
  local argument
  for argument; do
    shift
    if [[ $argument == --gpu ]]; then export PIPELINE_TEST_GPU=1; else set -- "$@" "$argument"; fi
  done
  build src/Pipeline.Tests
  cd -- "$root"
  exec dotnet test src/Pipeline.Tests -c Release --no-build "$@"
}

run_fuzzer() {
  build src/Pipeline.Fuzz
  cd -- "$root"
  exec dotnet src/Pipeline.Fuzz/bin/Release/net10.0/Pipeline.Fuzz.dll "$@"
}

command -v dotnet >/dev/null || explain_sdk
case ${1-} in
  test) shift && run_tests "$@" ;;
  fuzz) shift && run_fuzzer "$@" ;;
esac
is_built || build src/Pipeline
# What help and errors call the program.
export PIPELINE_COMMAND=./run.sh
if [[ $# -eq 0 || $* == main ]]; then
  main_job
else
  exec dotnet "$dll" "$@"
fi
