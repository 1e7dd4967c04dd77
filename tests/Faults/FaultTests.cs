using Platform.Faults.Mutants;
using Xunit.Abstractions;

namespace Platform.Faults;

/// <summary>Every fault of the catalogue in the form that was asked for. The results gather in the report.</summary>
public sealed class FaultTests(ITestOutputHelper output)
{
    public static TheoryData<string> Faults =>
        [.. Catalogue.All.Where(fault => Form.IsLong || !fault.IsLongOnly).Select(fault => fault.Id)];

    public static TheoryData<string> Controlled =>
        [.. Catalogue.All.Where(fault => fault.Control is not null).Select(fault => fault.Id)];

    public static TheoryData<string> Patches =>
        [.. Catalogue.All.Select(fault => fault.Control?.Patch).OfType<string>().Distinct()];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task The_platform_survives(string id)
    {
        var fault = Catalogue.Of(id);
        if (fault.Hindrance() is { } hindrance)
        {
            output.WriteLine($"{id} was not run: {hindrance}");
            Report.NotRun(fault, hindrance);
            return;
        }

        try
        {
            var finding = await fault.RunAsync(new(Binary: null, output.WriteLine));
            output.WriteLine($"{id} {fault.Title}: {finding.Figure} (n = {finding.Trials}, seed {Form.Seed})");
            Report.Ran(fault, finding);
            Assert.True(finding.Holds, string.Join('\n', finding.Broken));
        }
        catch (Exception failure) when (failure is not Xunit.Sdk.XunitException)
        {
            Report.Ran(fault, new(0, "did not come to its end", [failure.Message]));
            throw;
        }
    }

    /// <summary>Without its protecting line the same run has to fail, or it could not see a loss.</summary>
    [Theory]
    [MemberData(nameof(Controlled))]
    [Trait("Form", "long")]
    public async Task And_would_be_found_out_without(string id)
    {
        var fault = Catalogue.Of(id);
        if (fault.Hindrance() is not null)
            return;
        var control = fault.Control!;
        Finding finding;
        if (control.RunAsync is { } outside)
        {
            finding = await SeenAsync(() => outside(new(Binary: null, output.WriteLine)));
        }
        else
        {
            using var mutant = await Mutant.BuildAsync(control.Patch!);
            finding = await SeenAsync(() => fault.RunAsync(new(mutant.Binary, output.WriteLine)));
        }

        output.WriteLine($"{id} without {control.Name}: {finding.Figure}; {string.Join("; ", finding.Broken)}");
        Report.Controlled(fault, finding);
        Assert.False(finding.Holds, $"{control.Name} was not noticed.");
    }

    /// <summary>In every test run, so that a patch does not go stale until the next long one.</summary>
    [Theory]
    [MemberData(nameof(Patches))]
    public async Task The_patch_still_applies(string patch) => await Mutant.CheckAsync(patch);

    // What never comes was noticed, too: without its protecting line an invoice may be waited for in vain.
    private static async Task<Finding> SeenAsync(Func<Task<Finding>> run)
    {
        try
        {
            return await run();
        }
        catch (TimeoutException vain)
        {
            return new(0, "did not come to its end", [vain.Message]);
        }
    }
}
