using Microsoft.Playwright;

namespace Portal.EndToEnd.Tests.Journeys;

/// <summary>What Meridian's people do in the browser, in their words.</summary>
internal sealed class Meridian(IPage page)
{
    public const string Scientist = "scientist@meridian.example";
    public const string Reviewer = "reviewer@meridian.example";
    public const string Compliance = "compliance@meridian.example";
    public const string Auditor = "auditor@meridian.example";

    public static string Model(string name) => Repository.Folder("seed", "mortgage", "models", name + ".onnx");

    public async Task UploadDatasetAsync(string name, string file)
    {
        await page.GotoAsync("/datasets/new");
        await page.Locator("input[type=file]").SetInputFilesAsync(file);
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync(name);
        await page.GetByLabel("Region", new() { Exact = true }).FillAsync("eu-central");
        await page.GetByLabel("Description", new() { Exact = true }).FillAsync("Held-out applications.");
        await page.GetByLabel("Classification", new() { Exact = true }).SelectOptionAsync("Personal");
        await page.GetByLabel("Role of deny").SelectOptionAsync("Label");
        foreach (var attribute in new[] { "afam", "single" })
        {
            await page.GetByLabel($"Role of {attribute}").SelectOptionAsync("ProtectedAttribute");
            await page.GetByLabel($"Privileged value of {attribute}").SelectOptionAsync("no");
        }

        await page.Button("Save dataset").ClickAsync();
        await page.IsAtAsync($"/datasets/{name}/versions/1$");
        await page.ShowsAsync("714");
    }

    public async Task CreateModelAsync(string name, string dataset, string regions)
    {
        await page.GotoAsync("/models/new");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync(name);
        await page.GetByLabel("Purpose", new() { Exact = true }).FillAsync("Proposes to approve or to deny a home loan; a clerk decides.");
        await page.GetByLabel("Risk class", new() { Exact = true }).SelectOptionAsync("High");
        await page.GetByLabel("Classification of its data", new() { Exact = true }).SelectOptionAsync("Personal");
        await page.GetByLabel("Team", new() { Exact = true }).SelectOptionAsync("Lending");
        await page.GetByLabel("Allowed regions", new() { Exact = true }).FillAsync(regions);
        await page.GetByLabel("Evaluation dataset", new() { Exact = true }).SelectOptionAsync($"{dataset} version 1");
        await page.Button("Create model").ClickAsync();
        await page.IsAtAsync($"/models/{name}$");
    }

    public async Task RegisterAsync(string model, string file, int number)
    {
        await page.GotoAsync($"/models/{model}/register");
        await page.Locator("input[type=file]").SetInputFilesAsync(file);
        await page.Button("Register version").ClickAsync();
        await page.IsAtAsync($"/models/{model}/versions/{number}$");
        await page.SettledAsync();
    }

    public async Task RequestAsync(string model, int version, string environment)
    {
        await AskAsync(model, version, environment);
        await page.IsAtAsync("/promotions/P-[0-9]+$");
        await page.SettledAsync();
    }

    /// <summary>Presses the button and stays on the page, to see what is said.</summary>
    public async Task AskAsync(string model, int version, string environment)
    {
        await page.GotoAsync($"/promotions/new?model={model}&version={version}");
        await page.SettledAsync();
        await page.GetByLabel("Environment", new() { Exact = true }).SelectOptionAsync(environment);
        await page.IsAtAsync($"environment={environment}");
        await page.SettledAsync();
        await page.GetByLabel("Note", new() { Exact = true }).FillAsync("Please have a look.");
        await page.Button("Request promotion").ClickAsync();
    }

    public async Task DecideAsync(string promotion, string choice, string reason)
    {
        await page.GotoAsync(promotion);
        await page.SettledAsync();
        await page.GetByRole(AriaRole.Radio, new() { Name = choice }).CheckAsync();
        await page.GetByLabel("Reason", new() { Exact = false }).First.FillAsync(reason);
        await page.Button(choice).ClickAsync();
    }
}
