using System.Globalization;
using Portal.Core.Costs.Charges;
using Portal.Core.Costs.Sums;
using Portal.Web.Shell;
using Portal.Web.Shell.Components;

namespace Portal.Web.Costs.Charges;

/// <summary>The pages of charges, their addresses and their words.</summary>
public static class ChargesPages
{
    public const string List = "/costs/charges";
    public const string Imports = "/costs/imports";
    public const string Allocation = "/costs/allocation";

    /// <summary>How files of a source can be read.</summary>
    public static (string Value, string Text)[] Profiles { get; } =
    [
        (ChargeProfile.Strict.ToString(), "Strict: as the specification says"),
        (ChargeProfile.Lenient.ToString(), "Lenient: also $10,100.00 and 5/1/25"),
    ];

    public static IServiceCollection AddChargesPages(this IServiceCollection services) => services
        .AddPageSubject<ImportDetail, ImportView>((imports, actor, route, ct) => imports.FindAsync(actor, route.Number<int>("Number"), ct), typeof(ChargeImportPage))
        .AddPageSubject<ChargeDetail, ChargeView>((charges, actor, route, ct) => charges.FindAsync(actor, route.Number<int>("Import"), route.Number<int>("Line"), ct), typeof(ChargePage));

    public static string ImportUrl(int number) => $"{Imports}/{number.ToString(CultureInfo.InvariantCulture)}";

    public static string ChargeUrl(int import, int line) => string.Create(CultureInfo.InvariantCulture, $"{List}/{import}/{line}");

    public static string NameOf(int import) => string.Create(CultureInfo.InvariantCulture, $"C-{import}");

    /// <summary>Cents for what is larger than a cent; small amounts with the digits that count.</summary>
    public static string Money(decimal amount, string currency) => amount == 0 || Math.Abs(amount) >= 0.01m
        ? MoneyFigures.Of(amount, currency)
        : Figures.UnitPrice(amount, currency);

    /// <summary>Every digit: for the page of one charge.</summary>
    public static string Exact(decimal amount) => amount.ToString("#,0.###############", Figures.Culture);

    public static string Month(DateOnly day) => day.ToString("MMMM yyyy", Figures.Culture);

    public static string Day(DateOnly day) => day.ToString("d MMM yyyy", Figures.Culture);

    public static string InWords(this ImportState state) => state switch
    {
        ImportState.Queued => "Queued",
        ImportState.Reading => "Being read",
        ImportState.Imported => "Imported",
        ImportState.Failed => "Failed",
        ImportState.Cancelled => "Cancelled",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    public static Tone ToneOf(ImportState state) => state switch
    {
        ImportState.Queued => Tone.Queued,
        ImportState.Reading => Tone.Running,
        ImportState.Imported => Tone.Passed,
        ImportState.Failed => Tone.Failed,
        _ => Tone.Plain,
    };

    public static string InWords(this AllocationKind kind) => kind switch
    {
        AllocationKind.Resource => "Resource map",
        AllocationKind.Tag => "Tag",
        AllocationKind.SubAccount => "Sub-account map",
        AllocationKind.Shared => "Shared cost",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    public static string InWords(this SplitBy by) => by switch
    {
        SplitBy.Even => "evenly",
        SplitBy.Tokens => "by tokens",
        SplitBy.Requests => "by requests",
        SplitBy.GpuSeconds => "by accelerator time",
        _ => throw new ArgumentOutOfRangeException(nameof(by), by, null),
    };

    /// <summary>"Lending, mortgage, production", or what stands for nobody.</summary>
    public static string InWords(this TargetNames target, AllocationMethod method = AllocationMethod.None) =>
        string.Join(", ", new[] { target.Team, target.Model, target.Environment }.Where(name => name is not null)) is { Length: > 0 } names
            ? method == AllocationMethod.Shared ? names + ", shared" : names
            : method == AllocationMethod.Shared ? "shared" : "unallocated";

    /// <summary>What a rule does, in one sentence.</summary>
    public static string Sentence(AllocationRuleDraft rule) => rule.Kind switch
    {
        AllocationKind.Tag when rule.Entries is { Count: > 0 } => $"The tag {rule.TagKey} is looked up in a map of {Figures.Count(rule.Entries.Count, "value")}.",
        AllocationKind.Tag => $"The tag {rule.TagKey} names the {rule.TagMeaning.ToString().ToLowerInvariant()}.",
        AllocationKind.Resource => $"{Figures.Count(rule.Entries!.Count, "resource")} by id or name.",
        AllocationKind.SubAccount => $"{Figures.Count(rule.Entries!.Count, "sub-account")} by id.",
        AllocationKind.Shared => $"{MatchOf(rule.Match!)} is split {rule.SplitBy.InWords()} among {string.Join(", ", rule.Sharers!.Select(sharer => sharer.InWords()))}.",
        _ => throw new ArgumentOutOfRangeException(nameof(rule), rule.Kind, null),
    };

    private static string MatchOf(SharedMatch match) => string.Join(" and ", new[]
    {
        match.Provider is { Length: > 0 } provider ? $"provider {provider}" : null,
        match.Service is { Length: > 0 } service ? $"service {service}" : null,
        match.ServiceCategory is { Length: > 0 } category ? $"service category {category}" : null,
        match.SubAccount is { Length: > 0 } account ? $"sub-account {account}" : null,
        match.Category is { } kind ? $"category {kind}" : null,
        match.TagKey is { Length: > 0 } key ? $"tag {key}{(match.TagValue is { Length: > 0 } value ? $" = {value}" : "")}" : null,
    }.Where(part => part is not null)) is { Length: > 0 } words ? "What has " + words : "Everything";
}
