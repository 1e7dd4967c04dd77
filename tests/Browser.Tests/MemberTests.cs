using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Platform.Browsing;

/// <summary>How people are let into an account, and kept out of it again.</summary>
[Collection(ProductCollection.Name)]
public sealed class MemberTests(Product product)
{
    [Fact]
    public async Task An_invitation_stands_on_the_page_until_it_is_revoked_and_its_link_is_dead_then()
    {
        var email = $"late{Guid.NewGuid():N}@example.com";
        var page = await product.OpenSignedInAsync();
        await page.GotoAsync("/settings/members");
        await page.GetByLabel("E-mail").FillAsync(email);
        await page.GetByRole(AriaRole.Button, new() { Name = "Invite" }).ClickAsync();
        var link = await page.Locator("code").TextContentAsync();
        var row = InvitationOf(page, email);
        await Assertions.Expect(row).ToContainTextAsync("Staff · by You");
        await Assertions.Expect(row).ToContainTextAsync("ends in 7 d");

        await page.ReloadAsync();
        await row.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("Revoke") }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Revoke" }).ClickAsync();
        await Assertions.Expect(row).ToHaveCountAsync(0);

        var late = await product.OpenAsync(390, 844);
        await late.GotoAsync(link!);
        await JoinAsync(late, "Lea Late");
        await Assertions.Expect(late.GetByRole(AriaRole.Alert)).ToContainTextAsync("Ask for a new invitation");
    }

    [Fact]
    public async Task An_invitation_shows_also_where_the_list_was_asked_for_before_it()
    {
        var email = $"early{Guid.NewGuid():N}@example.com";
        var page = await product.OpenSignedInAsync();
        var invited = new TaskCompletionSource();
        var isFirst = true;
        await page.RouteAsync(new Regex("/api/v1/invitations$"), async route =>
        {
            if (route.Request.Method != "GET" || !isFirst)
            {
                await route.ContinueAsync();
                return;
            }

            isFirst = false;
            var before = await route.FetchAsync();
            await invited.Task;
            await route.FulfillAsync(new() { Response = before });
        });
        await page.GotoAsync("/settings/members");
        await page.GetByLabel("E-mail").FillAsync(email);
        await page.GetByRole(AriaRole.Button, new() { Name = "Invite" }).ClickAsync();
        await Assertions.Expect(page.Locator("code")).ToBeVisibleAsync();
        invited.SetResult();

        var row = InvitationOf(page, email);
        await Assertions.Expect(row).ToContainTextAsync("Staff · by You");
    }

    [Fact]
    public async Task A_manager_invites_and_removes_staff_and_nobody_above()
    {
        var manager = await product.OpenAsync();
        await manager.GotoAsync($"/invitation#{await InviteAsync("manager")}");
        await JoinAsync(manager, "Max Manager");
        await Assertions.Expect(manager.GetByRole(AriaRole.Heading, new() { Name = "Live board" })).ToBeVisibleAsync();
        await InviteAsync("owner");
        var staff = await product.OpenAsync(390, 844);
        await staff.GotoAsync($"/invitation#{await InviteAsync("staff")}");
        await JoinAsync(staff, "Stan Staff");
        await Assertions.Expect(staff.GetByRole(AriaRole.Heading, new() { Name = "Live board" })).ToBeVisibleAsync();

        await manager.GetByRole(AriaRole.Link, new() { Name = "Members" }).ClickAsync();
        await Assertions.Expect(manager.GetByRole(AriaRole.Button, new() { Name = "Remove Stan Staff" }))
            .ToBeVisibleAsync();
        await Assertions.Expect(manager.GetByText("API keys")).ToHaveCountAsync(0);
        await Assertions.Expect(manager.GetByRole(AriaRole.Button, new() { Name = "Remove Platform admin" }))
            .ToHaveCountAsync(0);
        var above = manager.GetByRole(AriaRole.Row).Filter(new() { HasText = "Owner · by" });
        await Assertions.Expect(above).ToBeVisibleAsync();
        await Assertions.Expect(above.GetByRole(AriaRole.Button)).ToHaveCountAsync(0);
        await manager.GetByLabel("E-mail").FillAsync("hand@example.com");
        await manager.GetByRole(AriaRole.Button, new() { Name = "Invite" }).ClickAsync();
        await Assertions.Expect(manager.Locator("code")).ToContainTextAsync("/invitation#");

        await staff.GotoAsync("/settings/members");
        await Assertions.Expect(staff).ToHaveURLAsync(new Regex("/settings/sessions"));
        await Assertions.Expect(staff.GetByText("Where you are signed in")).ToBeVisibleAsync();
    }

    private static ILocator InvitationOf(IPage page, string email) =>
        page.GetByRole(AriaRole.Table, new() { Name = "Open invitations" })
            .GetByRole(AriaRole.Row).Filter(new() { HasText = email });

    private static async Task JoinAsync(IPage page, string name)
    {
        await page.GetByLabel("Your name").FillAsync(name);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync("a person with a link");
        await page.GetByRole(AriaRole.Button, new() { Name = "Join" }).ClickAsync();
    }

    private async Task<string> InviteAsync(string role)
    {
        var body = new JsonObject { ["email"] = $"{role}{Guid.NewGuid():N}@example.com", ["role"] = role };
        var made = await product.Admin.CreateAsync(
            "/api/v1/invitations", Guid.NewGuid().ToString(), body, CancellationToken.None);
        return made["token"]!.GetValue<string>();
    }
}
