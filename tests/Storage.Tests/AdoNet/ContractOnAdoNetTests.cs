using Platform.Storage;

namespace Platform.Commits;

// What the platform's own storage promises, promised by the other choice.
public sealed class CommitsOnAdoNetTests : CommitTests
{
    private protected override StatesIn States => StatesIn.AdoNet;
}

public sealed class ReceiptsOnAdoNetTests : ReceiptTests
{
    private protected override StatesIn States => StatesIn.AdoNet;
}

public sealed class StatesOnAdoNetTests : StateTests
{
    private protected override StatesIn States => StatesIn.AdoNet;

    private protected override async Task<string> DamageAsync(string key)
    {
        await ExecuteAsync(
            $$"""
            update orleans.states set payload = '{"base": "many"}' where id_text = '{{OrleansRows.RowKey(key)}}'
            """);
        return await StoredAsync(key);
    }

    private protected override Task<string> StoredAsync(string key) => ScalarAsync<string>(
        $"select convert_from(payload, 'UTF8') from orleans.states where id_text = '{OrleansRows.RowKey(key)}'");
}

public sealed class OutagesOnAdoNetTests : OutageTests
{
    private protected override StatesIn States => StatesIn.AdoNet;

    // Nothing: it finds what its predecessor has written, and waits for it to arrive.
    private protected override int? SeenMeanwhile => null;
}
