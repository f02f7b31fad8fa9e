using Microsoft.AspNetCore.Components;
using Portal.Core;
using Portal.Core.Promotions;
using Portal.Core.Promotions.Documents;
using Portal.Core.Tenancy;
using Portal.Web.Shell;

namespace Portal.Web.Promotions;

/// <summary>From a document or a template to policies that count, with everything that changes shown in between.</summary>
public sealed partial class ImportPoliciesPage
{
    /// <summary>More is read from a file, and not sent back and forth with each key.</summary>
    private const int LongestTyped = 20_000;

    /// <summary>Up to so many changes of a policy are shown unasked.</summary>
    private const int FewChanges = 6;

    private static readonly (string Value, string Text)[] s_templates = Words.Options<PolicyTemplate>(template => template.InWords());

    private readonly string _fileId = Ids.Next("file");
    private ElementReference _file;
    private Refusal? _forbidden;
    private string _template = "";
    private string _text = "";
    private string _reason = "";
    private string? _error;
    private YamlFault? _fault;
    private IReadOnlyList<ImportedPolicy>? _preview;

    [SupplyParameterFromQuery(Name = "template")]
    private string? Template { get; set; }

    [Inject]
    private ImportPolicies Import { get; set; } = null!;

    [Inject]
    private BrowserModule Browser { get; set; } = null!;

    [Inject]
    private News News { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    protected override async Task OnInitializedAsync()
    {
        await RunAsync(async ct => _forbidden = RoleRules.Refuses(await ActorAsync(ct), Permission.EditPolicy));
        if (_forbidden is null && Words.Parse<PolicyTemplate>(Template) is { } template)
        {
            await TakeTemplateAsync(template.ToString());
        }
    }

    private Task TakeTemplateAsync(string name)
    {
        _template = name;
        return Words.Parse<PolicyTemplate>(name) is { } template ? TakeAsync(PolicyYaml.Write(PolicyTemplates.All(template)), keepTemplate: true) : Task.CompletedTask;
    }

    private async Task ReadFileAsync()
    {
        string? text = null;
        await RunAsync(async ct =>
        {
            text = await Browser.ReadFileAsync(_file, PolicyDocument.LongestText, ct);
            Refused = text is null ? Refusal.Invalid("document", $"A document of policies has at most {PolicyDocument.LongestText / 1024} KB; this file has more.") : null;
        });
        if (text is not null)
        {
            await TakeAsync(text);
        }
    }

    private Task TakeAsync(string text, bool keepTemplate = false)
    {
        (_text, _preview, _error) = (text, null, null);
        _template = keepTemplate ? _template : "";
        _fault = string.IsNullOrWhiteSpace(text) ? null : PolicyYaml.FaultOf(text);
        return _fault is not null || string.IsNullOrWhiteSpace(text)
            ? Task.CompletedTask
            : RunAsync((actor, ct) => Import.PreviewAsync(actor, text, ct), preview =>
            {
                _preview = preview;
                return Task.CompletedTask;
            });
    }

    private Task ApplyAsync()
    {
        _error = string.IsNullOrWhiteSpace(_reason) ? "Write why, in a sentence: it is what others will read later." : null;
        return _error is not null
            ? Task.CompletedTask
            : RunAsync((actor, ct) => Import.RunAsync(actor, new ImportPoliciesRequest(_text, _reason, _preview), ct), imported =>
            {
                News.Tell($"{Figures.Count(imported.Count(policy => policy.Kind != PolicyImportKind.Unchanged), "policy was", "policies were")} imported");
                Navigation.NavigateTo("/policies");
                return Task.CompletedTask;
            });
    }

    private static string Finding(IReadOnlyList<ImportedPolicy> preview)
    {
        int Of(PolicyImportKind kind) => preview.Count(policy => policy.Kind == kind);
        return $"{Figures.Count(Of(PolicyImportKind.Added))} added, {Figures.Count(Of(PolicyImportKind.Changed))} changed, {Figures.Count(Of(PolicyImportKind.Unchanged))} unchanged; the policies that the document does not name stay as they are.";
    }
}
