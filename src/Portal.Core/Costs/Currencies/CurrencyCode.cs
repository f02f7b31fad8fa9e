using System.Collections.Frozen;

namespace Portal.Core.Costs.Currencies;

/// <summary>Currencies by their ISO 4217 codes.</summary>
public static class CurrencyCode
{
    public const int Length = 3;

    /// <summary>Currencies of today, without funds, metals and test codes.</summary>
    private const string Known =
        "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP "
        + "GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU "
        + "MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND "
        + "TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG";

    private static readonly FrozenSet<string> s_whole = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF".Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> s_thousandths = "BHD IQD JOD KWD LYD OMR TND".Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> s_known = Known.Split(' ').ToFrozenSet(StringComparer.Ordinal);

    public static IReadOnlyList<string> All { get; } = Known.Split(' ');

    /// <summary>How many decimals its smallest coin has.</summary>
    public static int Decimals(string code) => s_whole.Contains(code) ? 0 : s_thousandths.Contains(code) ? 3 : 2;

    public static bool IsKnown(string? code) => code is not null && s_known.Contains(code);

    /// <summary>Null when it is a currency.</summary>
    public static Refusal? Refuses(string field, string? code) =>
        IsKnown(code) ? null : Refusal.Invalid(field, $"“{Storage.Texts.Fit(code ?? "", 20)}” is no currency; give its three-letter code of ISO 4217 in capitals, such as EUR.");
}
