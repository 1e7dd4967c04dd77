namespace Platform.Conversation;

/// <summary>Puts addresses, and parts of them that are said later, into the draft.</summary>
internal static class AddressFilling
{
    public static Draft Fill(
        Draft draft, ConversationState state, Hearing heard, bool mayReplace, int turn, ShopContext shop)
    {
        if (heard.Address is { } address)
        {
            var known = draft.Address;
            var isWanted = known?.Line1 is null || mayReplace || state.Awaiting == DraftFields.Address
                || heard.NamedField == DraftFields.Address;
            return isWanted ? With(draft, Complete(known, address, shop), turn) : draft;
        }

        return draft.Address is { } old ? Parts(draft, old, state, heard, mayReplace, turn, shop) : draft;
    }

    /// <summary>The address with its one-line form made again from its parts.</summary>
    public static DraftAddress Raw(DraftAddress address)
    {
        var region = $"{address.State} {address.PostalCode}".Trim();
        var parts = new[] { address.Line1, address.Line2, address.City, region.Length == 0 ? null : region };
        return address with { Raw = string.Join(", ", parts.Where(part => part is not null)) };
    }

    // A corrected street in the same town need not repeat the town.
    private static DraftAddress Complete(DraftAddress? known, DraftAddress heard, ShopContext shop)
    {
        // "It's 79 Larkspur", when 77 Larkspur Road is known: the street's kind was not said again.
        if (heard.Line1 is { } line && Street(known?.Line1) is { } street
            && street.StartsWith(Street(line) + " ", StringComparison.Ordinal))
        {
            heard = heard with { Line1 = line + street[Street(line)!.Length..] };
        }

        var isSameTown = heard.City is null && heard.PostalCode is null;
        var city = heard.City ?? (isSameTown ? known?.City : null)
            ?? (shop.Cities.Length == 1 && heard.PostalCode is null ? shop.Cities[0] : null);
        var full = heard with
        {
            City = city,
            State = heard.State ?? (isSameTown || heard.City == known?.City ? known?.State : null),
            PostalCode = heard.PostalCode ?? (isSameTown ? known?.PostalCode : null),
            Line2 = heard.Line2 ?? (Street(heard.Line1) == Street(known?.Line1) ? known?.Line2 : null),
        };
        return Raw(full with { Country = full.State is null ? heard.Country : "US" });
    }

    private static string? Street(string? line1) =>
        line1?.IndexOf(' ', StringComparison.Ordinal) is > 0 and var space && char.IsAsciiDigit(line1[0])
            ? line1[(space + 1)..] : null;

    private static Draft Parts(
        Draft draft, DraftAddress old, ConversationState state, Hearing heard, bool mayReplace, int turn,
            ShopContext shop)
    {
        var u = heard.Said;
        var isAbout = state.Awaiting is Topics.City or DraftFields.Address || mayReplace;
        var address = old;
        if ((old.Line2 is null || mayReplace) && AddressParts.UnitAlone(u) is { } unit)
            address = address with { Line2 = unit };
        if ((old.PostalCode is null || mayReplace) && AddressParts.ZipAlone(u) is { } zip)
            address = address with { PostalCode = zip };
        if (state.Awaiting == Topics.City)
        {
            address = Town(u, address, shop);
        }
        else if (old.City is null
            && shop.Cities.Any(city => u.Free().Contains(city, StringComparison.OrdinalIgnoreCase)))
        {
            address = address with { City = AddressParts.CityAlone(u, shop.Cities) };
        }

        if (mayReplace && address == old && AnotherTown(u, old, shop) is { } town)
            address = address with { City = town, State = null, PostalCode = null };

        if (address == old && mayReplace && heard.NamedField is null or DraftFields.Address
            && old.Line1 is { Length: > 0 } line && char.IsAsciiDigit(line[0])
            && AddressParts.StreetAlone(u) is { } street)
        {
            address = address with { Line1 = $"{line.Split(' ')[0]} {street}" };
        }

        if (address == old && isAbout && heard.Swaps.Length == 0 && !heard.HasField
            && heard.NamedField is null or DraftFields.Address && HouseNumber(u) is { } number)
        {
            address = address with { Line1 = Renumbered(old.Line1, number) };
        }

        return address == old ? draft : With(draft, Raw(address), turn);
    }

    // "Not Brooklyn, Yonkers": a town that is served, and that is not the one that is denied.
    private static string? AnotherTown(Utterance u, DraftAddress old, ShopContext shop) =>
        old.City is not { } known ? null
        : shop.Cities.FirstOrDefault(city => !string.Equals(city, known, StringComparison.OrdinalIgnoreCase)
            && u.Free().Contains(city, StringComparison.OrdinalIgnoreCase)
            && !u.Text.Contains("not " + city, StringComparison.OrdinalIgnoreCase)
            && !u.Text.Contains("not in " + city, StringComparison.OrdinalIgnoreCase));

    private static DraftAddress Town(Utterance u, DraftAddress address, ShopContext shop)
    {
        if (AddressParts.CityAlone(u, shop.Cities) is { } city)
            address = address with { City = city };
        for (var i = 0; i < u.Words.Count; i++)
        {
            if (u.IsTaken(i))
                continue;
            if (Places.StateAt(u, i) is var (code, _))
                address = address with { State = code, Country = "US" };
            else if (u.Words[i] is { IsNumber: true, Text.Length: 5 })
                address = address with { PostalCode = u.Words[i].Text };
        }

        return address;
    }

    private static string? HouseNumber(Utterance u)
    {
        var numbers = u.Words.Index()
            .Where(word => word.Item.IsNumber && !u.IsTaken(word.Index) && word.Item.Text.Length <= 5).ToList();
        // "Ten", alone, may as well be an hour.
        return numbers is [var (_, only)] && (HourWords.WorkingHour(only.Text) is null
            || u.Text.Contains("number", StringComparison.Ordinal)) ? only.Text : null;
    }

    private static string? Renumbered(string? line1, string number)
    {
        var space = line1?.IndexOf(' ', StringComparison.Ordinal) ?? -1;
        return space > 0 && char.IsAsciiDigit(line1![0]) ? number + line1[space..] : line1;
    }

    private static Draft With(Draft draft, DraftAddress address, int turn) =>
        (draft with { Address = address }).From(DraftFields.Address, turn);
}
