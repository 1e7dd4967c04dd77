# verb: sim [--seeds N] [--seed S] [--trace] | --mutants   the grains under faults in virtual time; with protecting lines taken away
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
