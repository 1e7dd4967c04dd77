# verb: bench [--full] [--seconds N] [--only PART]   measure against a naive twin in the same run and print the table
source scripts/common.sh
source scripts/postgres.sh

need_dotnet
[ -n "$(postgres_binaries)" ] || install_packages postgresql
install_packages wrk
runtime=${GrainRuntime:-Embedded}
build_api
step "build the benchmark" dotnet build tests/Benchmarks -c Release -v q -clp:ErrorsOnly
PLATFORM_API=$(shipped Platform.ApiHost.dll) \
    dotnet "tests/Benchmarks/bin/$runtime/Release/net10.0/Platform.Benchmarks.dll" bench "$@"
