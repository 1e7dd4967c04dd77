# verb: faults   break it on purpose: kill the process, restart PostgreSQL, and count what was acknowledged (long form)
source scripts/common.sh
source scripts/postgres.sh

need_dotnet
[ -n "$(postgres_binaries)" ] || install_packages postgresql
runtime=${GrainRuntime:-Embedded}
build_api
step "build the fault runs" dotnet build tests/Faults -c Release -v q -clp:ErrorsOnly
PLATFORM_API=$(shipped Platform.ApiHost.dll) PLATFORM_FAULTS=long \
    dotnet test tests/Faults --no-build -c Release --nologo --logger "console;verbosity=detailed"
