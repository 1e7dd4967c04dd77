# verb: sim [--seeds N] [--seed S] [--trace]   the grains under faults in virtual time: crashes, lost answers, a broken database
source scripts/common.sh

need_dotnet
export GrainRuntime=Embedded
step "build" dotnet build tests/Simulation -c Release -v q -clp:ErrorsOnly
dotnet tests/Simulation/bin/Embedded/Release/net10.0/Platform.Simulation.dll "$@"
