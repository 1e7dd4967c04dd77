using Platform.Storage;

namespace Platform.Migrations;

/// <summary>Rosters from before an acceptance was asked for: who worked goes on, and nobody else comes in.</summary>
public sealed class AcceptanceMigrationTests : MigrationCase
{
    private const int Asked = 40;
    private const string One = "0198a000-0000-7000-8000-00000000000a";
    private const string Other = "0198a000-0000-7000-8000-00000000000b";
    private const string EmptyObject = "{}";

    [Fact]
    public async Task Who_accepted_the_accounts_invitation_or_has_an_order_of_it_stays_and_others_are_asked()
    {
        var all = Migration.Embedded();
        await Runner([.. all.Where(one => one.Number < Asked)]).ApplyAsync(default);
        var (accepted, works, elsewhere) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        await EnrolAsync(accepted, One, "accepted");
        await EnrolAsync(accepted, Other, "accepted elsewhere");
        await EnrolAsync(works, One, "works");
        await EnrolAsync(elsewhere, One, "never");
        await ExecuteAsync(
            $"""
            insert into users (key, version, state, user_id, email, name, password_hash, platform_admin, vendor_id)
            values (replace('{accepted}', '-', ''), 1, '{EmptyObject}', '{accepted}', 'a@x', 'A', 'h', false,
                    '{accepted}');
            insert into invitations
            values ('{One}', gen_random_uuid(), 'a@x', 'vendor', null, now(), now(), '{accepted}',
                    '2026-03-04T12:00:00Z'),
                   ('{Other}', gen_random_uuid(), 'a@x', 'vendor', null, now(), now(), null, null);
            insert into orders (key, account_id, version, state, order_id, order_number, kind, status, stage, vendor_id,
                                priority, service_category, source, dispatch_status, payment_status, reservation,
                                currency, amount_minor, created_at, updated_at)
            select replace('{One}/' || id::text, '-', ''), '{One}', 1, '{EmptyObject}', id, 'ORD-2026-000001',
                   'service', 'on_way', 'in_transit', '{works}', 'high', 'repairs', 'api', 'assigned', 'unpaid', 'none',
                   'USD', 0, now(), now()
              from (select gen_random_uuid() id) made
            """);

        await Runner(all).ApplyAsync(default);

        Assert.Equal(
            "accepted, works",
            await ScalarAsync(
                "select string_agg(name, ', ' order by name) from account_vendors where accepted_at is not null"));
        Assert.Equal(
            "2026-03-04T12:00:00+00:00",
            await ScalarAsync("select state ->> 'accepted_at' from account_vendors where name = 'accepted'"));
        Assert.Equal(
            "2", await ScalarAsync("select count(*)::text from account_vendors where state ? 'accepted_at'"));
    }

    private Task EnrolAsync(Guid vendor, string account, string name) => ExecuteAsync(
        $"""
        insert into account_vendors (key, account_id, version, state, vendor_id, name, status)
        values (replace('{account}/{vendor}', '-', ''), '{account}', 1, '{EmptyObject}', '{vendor}', '{name}',
                'approved')
        """);

    private Task ExecuteAsync(string sql) => StorageHost.ExecuteAsync(ConnectionString, sql);

    private Task<string> ScalarAsync(string sql) => StorageHost.ScalarAsync<string>(ConnectionString, sql);
}
