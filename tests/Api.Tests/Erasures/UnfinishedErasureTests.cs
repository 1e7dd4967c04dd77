using Microsoft.Extensions.DependencyInjection;
using Platform.Api;
using Platform.Calls;
using Platform.Commits;

namespace Platform.Erasures;

/// <summary>A host whose calls cannot be erased while <see cref="IsBroken"/>.</summary>
public sealed class BrokenErasureFixture : ApiFixture
{
    public bool IsBroken { get; set; }

    public int Tries { get; private set; }

    protected override void Replace(IServiceCollection services)
    {
        var real = services.Last(service => service.ServiceType == typeof(ICallRows));
        services.AddSingleton<ICallRows>(provider => new Rows(
            this, (ICallRows)ActivatorUtilities.CreateInstance(provider, real.ImplementationType!)));
    }

    private sealed class Rows(BrokenErasureFixture broken, ICallRows real) : ICallRows
    {
        public Task EraseAsync(
            Guid accountId, Guid callId, string providerCallId, CancellationToken cancellationToken)
        {
            broken.Tries++;
            return broken.IsBroken
                ? throw new StorageUnavailableException("The test has broken it.")
                : real.EraseAsync(accountId, callId, providerCallId, cancellationToken);
        }
    }
}

/// <summary>An erasure that stops half way goes on after the process was stopped and started, and says so.</summary>
public sealed class UnfinishedErasureTests(BrokenErasureFixture api) : IClassFixture<BrokenErasureFixture>
{
    [Fact]
    public async Task An_erasure_that_was_interrupted_is_finished_after_a_restart()
    {
        var made = await CalledIn.OrderedAsync(api);
        var call = await (await api.Owner.GetAsync(made.Path)).JsonAsync(200);
        var order = $"/api/v1/orders/{call["order_id"]}";
        api.IsBroken = true;
        await (await api.Owner.CreateAsync($"{order}/erase-person", new { reason = "asked" })).JsonAsync(200);
        await Eventually.Async(() =>
        {
            Assert.NotEqual(0, api.Tries);
            return Task.CompletedTask;
        });
        Assert.Equal("running", await StateOfAsync(api.Owner, order));
        Assert.Equal("running", await StateOfAsync(api.Owner, made.Path));
        Assert.NotEqual([], await Erasing.TablesWithAsync(api, "Quillfeather"));

        await api.StopAsync();
        api.IsBroken = false;
        api.Start();

        var owner = await api.SignInAsync(ApiFixture.OwnerEmail);
        await Erasing.IsDoneAsync(owner, order);
        await Erasing.IsDoneAsync(owner, made.Path);
        foreach (var mark in made.Marks)
            Assert.Equal([], await Erasing.TablesWithAsync(api, mark));
    }

    private static async Task<string?> StateOfAsync(HttpClient client, string path) =>
        Erasing.StateOf(await (await client.GetAsync(path)).JsonAsync(200));
}
