using System.Globalization;
using Microsoft.AspNetCore.Components;
using Portal.Core;
using Portal.Core.Datasets;
using Portal.Core.Tenancy;
using Portal.Core.UseCases;
using Portal.Web.Shell;

namespace Portal.Web.UseCases.Components;

/// <summary>What is said of a use case beside the questionnaire, for a new one or to change it.</summary>
public sealed partial class UseCaseForm
{
    private static readonly (string, string)[] s_classifications = Words.Options<DataClassification>(word => word.InWords());

    private readonly HashSet<string> _datasets = new(StringComparer.OrdinalIgnoreCase);
    private string _title = "";
    private string _purpose = "";
    private string _people = "";
    private string _team = "";
    private string _requests = "";
    private string _value = "";
    private string _cost = "";
    private string _currency = "EUR";
    private string _other = "";
    private string _classification = nameof(DataClassification.Personal);

    [Parameter, EditorRequired]
    public required UseCaseChoices Choices { get; set; }

    /// <summary>Null for a new one.</summary>
    [Parameter]
    public UseCaseView? View { get; set; }

    /// <summary>Somebody else changed it: the owner loads it again.</summary>
    [Parameter]
    public EventCallback OnStale { get; set; }

    [Inject]
    private CreateUseCase Create { get; set; } = null!;

    [Inject]
    private EditUseCase Edit { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    protected override void OnInitialized()
    {
        _team = View?.Team ?? (Choices.Teams.Count > 0 ? Choices.Teams[0] : "");
        if (View is not { } view)
        {
            return;
        }

        (_title, _purpose, _people, _other) = (view.Title, view.Purpose, view.AffectedPeople, view.OtherData);
        (_requests, _value, _cost) = (Text(view.RequestsAMonth), Text(view.ValueAMonth), Text(view.CostAMonth));
        (_currency, _classification) = (view.Currency, view.DataClassification.ToString());
        _datasets.UnionWith(view.Datasets.Select(data => data.Name));
    }

    private static string Text(decimal number) => number.ToString("0.####", CultureInfo.InvariantCulture);

    private string? Of(string field) => Refused?.Fields.GetValueOrDefault(field);

    private void Choose(string name, bool chosen)
    {
        if (chosen)
        {
            _datasets.Add(name);
        }
        else
        {
            _datasets.Remove(name);
        }
    }

    private Task SaveAsync() => View is { } view
        ? RunAsync((actor, ct) => SaveAsync(draft => Edit.RunAsync(actor, new EditUseCaseRequest(view.Number, view.Revision, draft), ct)), _ => GoAsync(view.Number))
        : RunAsync((actor, ct) => SaveAsync(draft => Create.RunAsync(actor, draft, ct)), made => GoAsync(made.Number));

    /// <summary>What is no number is refused here: the acts take numbers.</summary>
    private async Task<Outcome<T>> SaveAsync<T>(Func<UseCaseDraft, Task<Outcome<T>>> act) =>
        !long.TryParse(_requests, NumberStyles.None, CultureInfo.InvariantCulture, out var requests) ? Refusal.Invalid("requestsAMonth", "Requests a month are a whole number, 0 or more.")
        : !decimal.TryParse(_value, NumberStyles.Number, CultureInfo.InvariantCulture, out var value) ? Refusal.Invalid("valueAMonth", "The value is an amount, such as 84000 or 6300.50.")
        : !decimal.TryParse(_cost, NumberStyles.Number, CultureInfo.InvariantCulture, out var cost) ? Refusal.Invalid("costAMonth", "The cost is an amount, such as 84000 or 6300.50.")
        : await act(new UseCaseDraft(
            _title, _purpose, _team, requests, value, cost, _currency.Trim().ToUpperInvariant(), Words.Parse<DataClassification>(_classification) ?? DataClassification.SpecialCategory,
            [.. _datasets.Order(StringComparer.OrdinalIgnoreCase)], _other, _people));

    private Task GoAsync(int number)
    {
        Navigation.NavigateTo(UseCasesPages.Url(number));
        return Task.CompletedTask;
    }
}
