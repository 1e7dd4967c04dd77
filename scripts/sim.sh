# verb: sim [--seeds N] [--seed S] [--trace] | --mutants   the grains under faults in virtual time; with protecting lines taken away
# option: --seeds N   so many runs, each with its own faults; 2,000 with --mutants
# option: --seed S    that one
# option: --trace     tells what happens in it
# option: --mutants   takes one protecting line away at a time: each must be noticed
source scripts/common.sh

need_dotnet
export GrainRuntime=Embedded
if [ "${1:-}" = --mutants ]; then
    shift
    source scripts/sim-mutants.sh
else
    step "build" dotnet build tests/Simulation -c Release -v q -clp:ErrorsOnly
    simulation "$@"
fi
