namespace Platform.Embedded.Tests;

/// <summary>What is refused at start, before anybody calls it.</summary>
public sealed class SignatureTests
{
    private interface IBad : IGrainWithStringKey
    {
        int Number { get; }

        int Now();

        Task Take(Stream stream);

        Task Run(Action action);

        Task<System.Text.Json.JsonElement> Json();

        Task Out(out int number);

        Task Cancel(CancellationToken one, CancellationToken two);
    }

    private interface IGood : IGrainWithStringKey
    {
        Task<IReadOnlyList<Changeable>> Take(Fixed one, Dictionary<string, Guid[]> two, CancellationToken token);
    }

    [Fact]
    public void Members_that_cannot_cross_are_all_named()
    {
        var complaints = SignatureCheck.Complaints(typeof(IBad)).ToList();

        foreach (var member in new[] { "get_Number", "Now", "Take", "Run", "Json", "Out", "Cancel" })
            Assert.Contains(complaints, complaint => complaint.Contains($".{member}:", StringComparison.Ordinal));
        Assert.Empty(SignatureCheck.Complaints(typeof(IGood)));
        Assert.Throws<OrleansConfigurationException>(() => SignatureCheck.Demand([typeof(IBad)]));
    }

    [Fact]
    public void Grain_types_have_their_names_or_their_classes() =>
        Assert.Equal(("turns", "nameless"), (
            GrainClass.NameOf(typeof(TurnGrain)).ToString(), GrainClass.NameOf(typeof(NamelessGrain)).ToString()));

    private sealed class NamelessGrain : Grain;
}
