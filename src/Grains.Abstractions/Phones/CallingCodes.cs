using System.Collections.Frozen;

namespace Platform.Phones;

/// <summary>How numbers of a country are dialled.</summary>
/// <param name="Code">Country code without <c>+</c>.</param>
/// <param name="Trunk">What stands before a national number inside the country and is left out from abroad.</param>
/// <param name="NationalDigits">How many digits a national number has, where that is one figure.</param>
internal sealed record CallingPlan(string Code, string Trunk, int? NationalDigits);

/// <summary>Country codes of ITU-T E.164 by ISO 3166 country.</summary>
internal static class CallingCodes
{
    private const int CodeLengthMax = 3;

    // Countries and territories of the North American plan: code 1, ten digits, 011 to call abroad.
    private const string NorthAmerica =
        "US CA AG AI AS BB BM BS DM DO GD GU JM KN KY LC MP MS PR SX TC TT VC VG VI";

    // country:code, then the trunk prefix where it is not 0 ("-" for none).
    private const string Others =
        "AC:247:- AD:376:- AE:971 AF:93 AL:355 AM:374 AO:244:- AR:54 AT:43 AU:61 AW:297:- AX:358 AZ:994 BA:387 BD:880 "
        + "BE:32 BF:226:- BG:359 BH:973:- BI:257:- BJ:229:- BL:590 BN:673:- BO:591 BQ:599:- BR:55 BT:975:- BW:267:- "
        + "BY:375:8 BZ:501:- CC:61 CD:243 CF:236:- CG:242:- CH:41 CI:225:- CK:682:- CL:56:- CM:237:- CN:86 CO:57:- "
        + "CR:506:- CU:53 CV:238:- CW:599:- CX:61 CY:357:- CZ:420:- DE:49 DJ:253:- DK:45:- DZ:213 EC:593 EE:372:- "
        + "EG:20 EH:212 ER:291 ES:34:- ET:251 FI:358 FJ:679:- FK:500:- FM:691:- FO:298:- FR:33 GA:241 GB:44 GE:995 "
        + "GF:594 GG:44 GH:233 GI:350:- GL:299:- GM:220:- GN:224:- GP:590 GQ:240:- GR:30:- GT:502:- GW:245:- GY:592:- "
        + "HK:852:- HN:504:- HR:385 HT:509:- HU:36:06 ID:62 IE:353 IL:972 IM:44 IN:91 IO:246:- IQ:964 IR:98 IS:354:- "
        + "IT:39:- JE:44 JO:962 JP:81 KE:254 KG:996 KH:855 KI:686 KM:269:- KP:850 KR:82 KW:965:- KZ:7:8 LA:856 LB:961 "
        + "LI:423:- LK:94 LR:231 LS:266:- LT:370:8 LU:352:- LV:371:- LY:218 MA:212 MC:377:- MD:373 ME:382 MF:590 "
        + "MG:261 MH:692:- MK:389 ML:223:- MM:95 MN:976 MO:853:- MQ:596 MR:222:- MT:356:- MU:230:- MV:960:- MW:265 "
        + "MX:52:- MY:60 MZ:258:- NA:264 NC:687:- NE:227:- NF:672:- NG:234 NI:505:- NL:31 NO:47:- NP:977 NR:674:- "
        + "NU:683:- NZ:64 OM:968:- PA:507:- PE:51 PF:689:- PG:675:- PH:63 PK:92 PL:48:- PM:508 PS:970 PT:351:- "
        + "PW:680:- PY:595 QA:974:- RE:262 RO:40 RS:381 RU:7:8 RW:250 SA:966 SB:677:- SC:248:- SD:249 SE:46 SG:65:- "
        + "SH:290:- SI:386 SJ:47:- SK:421 SL:232 SM:378:- SN:221:- SO:252 SR:597 SS:211 ST:239:- SV:503:- SY:963 "
        + "SZ:268:- TD:235:- TG:228:- TH:66 TJ:992 TK:690:- TL:670:- TM:993:8 TN:216:- TO:676:- TR:90 TV:688:- TW:886 "
        + "TZ:255 UA:380 UG:256 UY:598 UZ:998 VA:39:- VE:58 VN:84 VU:678:- WF:681:- WS:685:- XK:383 YE:967 YT:262 "
        + "ZA:27 ZM:260 ZW:263";

    // Codes of no country: satellites, shared cost, international networks.
    private const string Global = "800 808 870 878 881 882 883 888 979";

    private static readonly FrozenDictionary<string, CallingPlan> Plans = Read()
        .ToFrozenDictionary(entry => entry.Country, entry => entry.Plan, StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Codes =
        Plans.Values.Select(plan => plan.Code).Concat(Global.Split(' '))
            .ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>How a country dials, or null for one that does not exist.</summary>
    public static CallingPlan? Of(string country) => Plans.GetValueOrDefault(country);

    /// <summary>Whether the digits start with a country code that exists.</summary>
    public static bool Starts(ReadOnlySpan<char> digits)
    {
        for (var length = 1; length <= CodeLengthMax && length <= digits.Length; length++)
        {
            if (Codes.Contains(digits[..length]))
                return true;
        }

        return false;
    }

    /// <summary>What is dialled before a foreign number where it is not 00.</summary>
    public static string? InternationalPrefix(string country) => country.ToUpperInvariant() switch
    {
        "AU" => "0011",
        "JP" => "010",
        "RU" or "KZ" or "BY" => "810",
        var other => Of(other)?.Code == "1" ? "011" : null,
    };

    private static IEnumerable<(string Country, CallingPlan Plan)> Read()
    {
        foreach (var country in NorthAmerica.Split(' '))
            yield return (country, new("1", "1", 10));
        foreach (var entry in Others.Split(' '))
        {
            var parts = entry.Split(':');
            var trunk = parts.Length == 2 ? "0" : parts[2] == "-" ? "" : parts[2];
            yield return (parts[0], new(parts[1], trunk, null));
        }
    }
}
