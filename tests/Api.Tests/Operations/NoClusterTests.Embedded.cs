namespace Platform.Operations;

/// <summary>What a build without Orleans says when it is asked for what only Orleans has.</summary>
public sealed class NoClusterTests
{
    [Theory]
    [InlineData("ApiHost", "Cluster__Enabled", "true", "platform: Cluster__Enabled is set, but")]
    [InlineData("Silo", "Cluster__Enabled", "true", "platform: Cluster__Enabled is set, but")]
    [InlineData("ApiHost", "Storage", "AdoNet", "platform: Storage=AdoNet is Orleans' own storage, but this build")]
    [InlineData("Silo", "Storage", "Disk", "platform: Storage is Platform or AdoNet, not 'Disk'.")]
    public async Task A_process_that_cannot_do_what_it_is_told_says_so_and_does_not_start_without(
        string program, string setting, string value, string says) =>
        Assert.StartsWith(says, await RefusedStart.SaysAsync(program, (setting, value)), StringComparison.Ordinal);
}
