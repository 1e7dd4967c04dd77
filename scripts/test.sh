# verb: test [--only PROJECT] [--runtime Embedded|Orleans]   format check, build, and every test: rules, grains, PostgreSQL, HTTP, browser
# option: --only PROJECT  one project of tests/, such as Grains.Tests
# option: --runtime NAME  Embedded unless said; Orleans: what is tested on either home, and a cluster
source scripts/common.sh
source scripts/postgres.sh

only=
runtime=${GrainRuntime:-Embedded}
while [ $# -gt 0 ]; do
    case "$1" in
        --only) value_of test "a test project, such as Grains.Tests" "$@" && only=$value && shift ;;
        --runtime) value_of test "Embedded or Orleans" "$@" && runtime=$value && shift ;;
        *) wrong test "unknown option '$1'" ;;
    esac
    shift
done

take_runtime test
# What is tested on either home: the grains, what a grain may rely on, storage, HTTP, and processes that are killed.
homes=(Conformance Grains.Tests Storage.Tests Api.Tests Faults)
if [ "$runtime" = Orleans ]; then
    need_dotnet
    demand_orleans "a test on Orleans" "$data/packages.log" "${homes[@]/#/tests/}"
fi

results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
failed_stages=()

# A stage has a budget in seconds. Overrunning it fails, so that slowness is noticed while it is small.
stage() {
    local title=$1 budget=$2 started=$SECONDS outcome=ok
    shift 2
    echo
    echo "── $title (budget $budget s)"
    "$@" || outcome=failed
    local took=$((SECONDS - started))
    [ "$took" -le "$budget" ] || outcome="overran its budget of $budget s"
    echo "── $title: $outcome, $took s"
    [ "$outcome" = ok ] || failed_stages+=("$title: $outcome")
}

install_needs() {
    need_dotnet
    need_node
    [ -n "$(postgres_binaries)" ] || install_packages postgresql
    command -v chromium >/dev/null || install_packages chromium
    # Runs of the same machine share the server; PostgreSQL's own user must be there to start one.
    command -v runuser >/dev/null || install_packages util-linux
}

check_format() { dotnet format whitespace Platform.sln --verify-no-changes --no-restore; }

build_solution() { dotnet build Platform.sln --no-restore -c Release -v q -clp:ErrorsOnly; }

restore_solution() { dotnet restore Platform.sln --locked-mode -v q; }

web_app() {
    npm --prefix src/Dashboard ci --no-audit --no-fund &&
        npm --prefix src/Dashboard run check &&
        npm --prefix src/Dashboard run test &&
        npm --prefix src/Dashboard run build
}

# Fixed seeds in virtual time: what fails here fails everywhere, and is run again alone by the line that it prints.
simulate() {
    simulation --seeds 2000 | tee "$results/seeds.log"
}

test_project() {
    local project=$1
    shift
    dotnet test "tests/$project" --no-build -c Release --nologo "$@" \
        --logger "console;verbosity=minimal" --logger "trx;LogFileName=$project.trx" --results-directory "$results" 2>&1 |
        tee "$results/$project.log"
}

build_homes() {
    local project
    for project in "${homes[@]}"; do
        dotnet build "tests/$project" --no-restore -c Release -v q -clp:ErrorsOnly || return 1
    done
}

# All stages together: who waits longer stops running them.
everything=1500
if [ -n "$only" ]; then
    stage "build $only" 300 dotnet build "tests/$only" -c Release -v q -clp:ErrorsOnly
    stage "$only" 600 test_project "$only"
elif [ "$runtime" = Orleans ]; then
    stage "what the tests need" 240 install_needs
    stage "build" 420 build_homes
    stage "Conformance" 300 test_project Conformance
    stage "Grains.Tests" 180 test_project Grains.Tests
    stage "Storage.Tests" 420 test_project Storage.Tests
    stage "Api.Tests" 600 test_project Api.Tests
    stage "Faults, a cluster with a silo killed" 300 test_project Faults --filter "FullyQualifiedName~ClusterTests"
    stage "./platform cluster with a silo killed" 600 bash scripts/cluster-smoke.sh
else
    stage "what the tests need" 240 install_needs
    stage "restore, locked" 180 restore_solution
    stage "format" 150 check_format
    stage "build" 420 build_solution
    stage "web app: types, unit tests, build" 180 web_app
    stage "Architecture.Tests" 60 test_project Architecture.Tests
    stage "Embedded.Tests" 120 test_project Embedded.Tests
    stage "Conformance" 120 test_project Conformance
    stage "Grains.Tests" 180 test_project Grains.Tests
    stage "Simulation, 2,000 seeds" 180 simulate
    stage "Simulation.Tests" 180 test_project Simulation
    stage "Storage.Tests" 420 test_project Storage.Tests
    stage "Api.Tests" 600 test_project Api.Tests
    stage "Browser.Tests" 480 test_project Browser.Tests
    stage "Faults, short form" 660 test_project Faults --filter "Form!=long"
fi

[ "$SECONDS" -le "$everything" ] || failed_stages+=("everything: took $SECONDS s, at most $everything")
bash scripts/test-summary.sh "$results" "${failed_stages[@]}"
