using Platform.Storage;

namespace Platform.Orders;

/// <summary>Orders that wake up at the same time share a trip; each gets its own rows and nobody else's.</summary>
public sealed class OrderRowsTests : PreparedDatabase
{
    private const int Orders = 300;
    private static readonly Guid Account = Guid.CreateVersion7();
    private static readonly Guid[] Ids = [.. Enumerable.Range(0, Orders).Select(_ => Guid.CreateVersion7())];

    [Fact]
    public async Task Every_order_gets_its_own_rows_however_many_ask_at_once()
    {
        await FillAsync();
        var reader = Host.Get<IOrderRows>();

        var rows = await Task.WhenAll(
            Ids.Select(id => reader.LoadAsync(Account, id, linesRevision: 1, CancellationToken.None)));

        for (var i = 0; i < Orders; i++)
        {
            Assert.Equal($"label {i}", rows[i].Details!.ServiceLabel);
            Assert.Equal(i % 3 == 0 ? ["new a", "new b"] : [], rows[i].Lines.Select(line => line.Name));
            Assert.Equal(i % 2 == 0 ? new[] { 2, 5 } : [], rows[i].Noted.AsEnumerable());
            Assert.Equal(i % 5 == 0 ? [1, 2] : [], rows[i].Offers.Select(offer => offer.Wave));
            Assert.All(rows[i].Offers, offer => Assert.Equal((OfferStatus.Expired, i), (offer.Status, offer.Score)));
        }
    }

    [Fact]
    public async Task Of_another_account_there_is_nothing_and_of_an_unknown_order_neither()
    {
        await FillAsync();
        var reader = Host.Get<IOrderRows>();

        var foreign = await reader.LoadAsync(Guid.CreateVersion7(), Ids[0], linesRevision: 1, CancellationToken.None);
        var unknown = await reader.LoadAsync(Account, Guid.CreateVersion7(), linesRevision: 0, CancellationToken.None);

        foreach (var rows in new[] { foreign, unknown })
        {
            Assert.Null(rows.Details);
            Assert.Empty(rows.Lines);
            Assert.Empty(rows.Noted);
            Assert.Empty(rows.Offers);
        }
    }

    [Fact]
    public async Task What_one_order_holds_that_cannot_be_read_fails_that_order_alone()
    {
        await FillAsync();
        await ExecuteAsync($"update order_details set details = '[' where order_id = '{Ids[7]}'");
        var reader = Host.Get<IOrderRows>();

        var loads = Ids.Select(id => reader.LoadAsync(Account, id, linesRevision: 1, CancellationToken.None)).ToList();

        await Assert.ThrowsAsync<System.Text.Json.JsonException>(() => loads[7]);
        loads.RemoveAt(7);
        Assert.Equal(Orders - 1, (await Task.WhenAll(loads)).Count(rows => rows.Details is not null));
    }

    private Task FillAsync() => ExecuteAsync(
        $"""
        create temporary table made as
            select ordinality - 1 as i, id from unnest('{"{" + string.Join(',', Ids) + "}"}'::uuid[]) with ordinality
                as given(id, ordinality);
        insert into order_details (account_id, order_id, details, search)
        select '{Account}', id, json_build_object('service_label', 'label ' || i), '' from made;
        insert into order_lines (account_id, order_id, revision, line_no, name, quantity, unit_price_minor, total_minor)
        select '{Account}', id, revision, no, case revision when 1 then 'new ' else 'old ' end || chr(96 + no), 1, 5, 5
          from made, generate_series(0, 1) revision, generate_series(1, 2) no where i % 3 = 0;
        insert into order_notes (account_id, order_id, entry, text, public)
        select '{Account}', id, entry, 'noted', false from made, unnest(array[5, 2]) entry where i % 2 = 0;
        insert into order_offers (account_id, order_id, vendor_id, wave, status, vendor_name, score, score_terms,
            offered_at, expires_at, answered_at)
        select '{Account}', id, gen_random_uuid(), wave, 'expired', 'Ann', i, '{"{}"}', now(),
               now() + interval '1 minute', now()
          from made, unnest(array[2, 1]) wave where i % 5 = 0;
        """);
}
