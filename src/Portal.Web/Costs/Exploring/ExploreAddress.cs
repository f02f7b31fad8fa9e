using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Extensions;
using Portal.Core;
using Portal.Core.Costs.Exploring;
using Portal.Core.Costs.Sums;
using Portal.Core.Costs.Views;
using Portal.Web.Api;
using Portal.Web.Shell;

namespace Portal.Web.Costs.Exploring;

/// <summary>What is explored, as an address says it: the page's and the API's are the same.</summary>
/// <param name="From">The first day; 30 days before the end without it.</param>
/// <param name="Until">The first day after; tomorrow without it.</param>
/// <param name="Grain">day, week or month; day without it.</param>
/// <param name="By">service, provider, sku, serviceCategory, region, category, team, model, environment or period; service without it.</param>
/// <param name="Then">A second level.</param>
/// <param name="Measure">effective, billed, list, contracted, tokens, requests, gpuHours, perThousandRequests, perMillionTokens or perGpuHour; effective without it.</param>
/// <param name="Basis">billed or metered; billed without it.</param>
/// <param name="Order">total, name, before or change; total without it.</param>
/// <param name="Ascending">Whether the smallest comes first.</param>
/// <param name="Team">An id, or "none" for costs without one; so are model and environment. The others are names as they are billed.</param>
public sealed record ExploreAddress(
    string? From = null, string? Until = null, string? Grain = null, string? By = null, string? Then = null, string? Measure = null, string? Basis = null, string? Order = null, bool? Ascending = null,
    string? Provider = null, string? ServiceCategory = null, string? Service = null, string? Sku = null, string? Region = null, string? Category = null, string? Team = null, string? Model = null,
    string? Environment = null)
{
    public const string Page = "/costs/explore";

    private const int UsualDays = 30;

    /// <summary>For the page: what is no day or no word is as if it were not there.</summary>
    public ExploreRequest ToRequest(DateOnly today)
    {
        var until = Day(Until) ?? today.AddDays(1);
        var (by, then) = (Words.Parse<ExploreGroup>(By) ?? ExploreGroup.Service, Words.Parse<ExploreGroup>(Then));
        return new(
            new(Day(From) ?? until.AddDays(-UsualDays), until), Words.Parse<ExploreGrain>(Grain) ?? ExploreGrain.Day, by, then == by ? null : then, Words.Parse<ExploreMeasure>(Measure) ?? ExploreMeasure.Effective,
            Words.Parse<CostBasis>(Basis) ?? CostBasis.Billed, Filters(), Words.Parse<ExploreOrder>(Order) ?? ExploreOrder.Total, Ascending ?? false);
    }

    /// <summary>For programs: what is not understood is refused.</summary>
    public Outcome<ExploreRequest> Read(DateOnly today)
    {
        var refusal = QueryWords.Parse<ExploreGrain>("grain", Grain).Refusal ?? QueryWords.Parse<ExploreGroup>("by", By).Refusal ?? QueryWords.Parse<ExploreGroup>("then", Then).Refusal
            ?? QueryWords.Parse<ExploreMeasure>("measure", Measure).Refusal ?? QueryWords.Parse<CostBasis>("basis", Basis).Refusal ?? QueryWords.Parse<ExploreOrder>("order", Order).Refusal
            ?? RefusesDay("from", From) ?? RefusesDay("until", Until) ?? (!string.IsNullOrEmpty(Then) && Words.Parse<ExploreGroup>(Then) == (Words.Parse<ExploreGroup>(By) ?? ExploreGroup.Service) ? Refusal.Invalid("then", "The second level is another one than the first.") : null);
        return refusal is null ? ToRequest(today) : refusal;
    }

    public static string Url(ExploreRequest request, string page = Page)
    {
        var query = new QueryBuilder { { "from", Text(request.Span.From) }, { "until", Text(request.Span.Until) } };
        Add("grain", request.Grain, ExploreGrain.Day);
        Add("by", request.By, ExploreGroup.Service);
        Add("then", request.Then, null);
        Add("measure", request.Measure, ExploreMeasure.Effective);
        Add("basis", request.Basis, CostBasis.Billed);
        Add("order", request.Order, ExploreOrder.Total);
        if (request.Ascending)
        {
            query.Add("ascending", "true");
        }

        foreach (var (dimension, key) in request.Filters.OrderBy(filter => filter.Key))
        {
            query.Add(Name(dimension.ToString()), key);
        }

        return page + query;

        void Add(string name, Enum? word, Enum? usual)
        {
            if (word is not null && !Equals(word, usual))
            {
                query.Add(name, Name(word.ToString()));
            }
        }
    }

    public static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private Dictionary<CostDimension, string> Filters() => new (CostDimension Dimension, string? Key)[]
    {
        (CostDimension.Provider, Provider), (CostDimension.ServiceCategory, ServiceCategory), (CostDimension.Service, Service), (CostDimension.Sku, Sku), (CostDimension.Region, Region),
        (CostDimension.Category, Category), (CostDimension.Team, Team), (CostDimension.Model, Model), (CostDimension.Environment, Environment),
    }.Where(filter => !string.IsNullOrWhiteSpace(filter.Key)).ToDictionary(filter => filter.Dimension, filter => filter.Key!);

    private static string Name(string word) => JsonNamingPolicy.CamelCase.ConvertName(word);

    private static Refusal? RefusesDay(string field, string? text) => string.IsNullOrEmpty(text) || Day(text) is not null ? null : Refusal.Invalid(field, "A day is written as 2026-11-30.");

    private static DateOnly? Day(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
