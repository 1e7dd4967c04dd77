using Npgsql;

namespace Platform.Roles;

/// <summary>The three roles of the database. They belong to the whole server, so they are made before the migrations,
/// and two databases of one server share them.</summary>
internal static class DatabaseRoles
{
    /// <summary>Owns everything; applies migrations.</summary>
    public const string Owner = "platform_owner";

    /// <summary>Commits. Sees all accounts.</summary>
    public const string Writer = "platform_writer";

    /// <summary>Reads lists. Owns nothing, bypasses nothing.</summary>
    public const string Query = "platform_query";

    // A role that another database of the server makes at this moment fails with a unique violation, and is there.
    private const string EnsureSql =
        """
        do $$
        declare
            wanted text;
        begin
            foreach wanted in array array['platform_owner', 'platform_writer', 'platform_query'] loop
                if not exists (select from pg_roles where rolname = wanted) then
                    begin
                        execute format('create role %I nologin nosuperuser nobypassrls noinherit', wanted);
                    exception when duplicate_object or unique_violation then
                        null;
                    end;
                end if;
                if not pg_has_role(current_user, wanted, 'member') then
                    execute format('grant %I to current_user', wanted);
                end if;
            end loop;

            if not has_database_privilege('platform_owner', current_database(), 'create') then
                execute format('grant create on database %I to platform_owner', current_database());
            end if;
            if not has_schema_privilege('platform_owner', 'public', 'create') then
                grant usage, create on schema public to platform_owner with grant option;
            end if;
            if not has_schema_privilege('platform_query', 'public', 'usage')
                or not has_schema_privilege('platform_writer', 'public', 'usage') then
                grant usage on schema public to platform_writer, platform_query;
            end if;
        end
        $$;
        """;

    /// <summary>Makes the roles and lets the login use them. Does nothing where that has been done.</summary>
    public static async Task EnsureAsync(NpgsqlConnection login, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(EnsureSql, login);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
