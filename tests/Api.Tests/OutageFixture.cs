using Platform.Testing;

namespace Platform.Api;

/// <summary>A host whose database can go away.</summary>
public sealed class OutageFixture : ApiFixture
{
    /// <summary>The way to the database; there after initialisation.</summary>
    public FaultyProxy Line { get; private set; } = null!;

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await Line.DisposeAsync();
    }

    protected override string ConnectTo(string connectionString)
    {
        Line = new FaultyProxy(connectionString);
        return Line.ConnectionString;
    }
}
