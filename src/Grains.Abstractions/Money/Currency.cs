using System.Collections.Frozen;

namespace Platform.Money;

/// <summary>Currencies of ISO 4217 and how many decimals their amounts have. Amounts are kept in minor units.</summary>
public static class Currency
{
    private const string TwoDecimals =
        "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY "
        + "COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR "
        + "ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK "
        + "MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE "
        + "SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VES WST XCD YER ZAR ZMW ZWG";

    private const string NoDecimals = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF";
    private const string ThreeDecimals = "BHD IQD JOD KWD LYD OMR TND";

    private static readonly FrozenDictionary<string, int> Exponents = Read()
        .ToFrozenDictionary(entry => entry.Code, entry => entry.Exponent, StringComparer.Ordinal);

    private static readonly decimal[] Scales = [1m, 10m, 100m, 1_000m];

    /// <summary>Whether the code is one of ISO 4217's, in capitals.</summary>
    public static bool IsKnown(string code) => Exponents.ContainsKey(code);

    /// <summary>How many decimals an amount has: 2 for dollars, 0 for yen, 3 for dinars.</summary>
    /// <exception cref="KeyNotFoundException">The code is not known.</exception>
    public static int ExponentOf(string code) => Exponents[code];

    /// <summary>The amount in minor units, or null when it has more decimals than the currency or is too
    /// large.</summary>
    public static long? TryToMinor(decimal amount, string code)
    {
        var scale = Scales[ExponentOf(code)];
        if (Math.Abs(amount) > long.MaxValue / scale)
            return null;

        var minor = amount * scale;
        return decimal.Truncate(minor) == minor ? (long)minor : null;
    }

    /// <summary>The amount as people write it, with all decimals of the currency: 9999 is 99.99.</summary>
    public static decimal ToAmount(long minor, string code)
    {
        var exponent = ExponentOf(code);
        var magnitude = minor < 0 ? (ulong)-(minor + 1) + 1 : (ulong)minor;
        return new decimal((int)(magnitude & uint.MaxValue), (int)(magnitude >> 32), 0, minor < 0, (byte)exponent);
    }

    private static IEnumerable<(string Code, int Exponent)> Read() =>
        TwoDecimals.Split(' ').Select(code => (code, 2))
            .Concat(NoDecimals.Split(' ').Select(code => (code, 0)))
            .Concat(ThreeDecimals.Split(' ').Select(code => (code, 3)));
}
