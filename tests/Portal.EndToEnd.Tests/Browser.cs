using Microsoft.Playwright;

namespace Portal.EndToEnd.Tests;

/// <summary>Debian's Chromium, one for all tests; each test opens its own context, which is its own cookie jar.</summary>
public sealed class Browser : IAsyncLifetime
{
    /// <summary>Milliseconds. A machine that does other things, too, is slow, not wrong.</summary>
    private const float Patience = 45_000;

    private static readonly string[] s_arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private IPlaywright _playwright = null!;
    private IBrowser _chromium = null!;

    public async ValueTask InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        Assertions.SetDefaultExpectTimeout(Patience);
        _chromium = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Executable(), Args = s_arguments });
    }

    public async ValueTask DisposeAsync()
    {
        await _chromium.DisposeAsync();
        _playwright.Dispose();
    }

    public async Task<IPage> OpenAsync(Uri address, int width = 1440, int height = 1000, ReducedMotion? reducedMotion = null)
    {
        var context = await _chromium.NewContextAsync(new()
        {
            BaseURL = address.ToString(),
            ViewportSize = new() { Width = width, Height = height },
            ReducedMotion = reducedMotion,
            Locale = "en-GB",
            TimezoneId = "Europe/Berlin",
        });
        context.SetDefaultTimeout(Patience);
        return await context.NewPageAsync();
    }

    private static string Executable() =>
        new[] { "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }.FirstOrDefault(File.Exists)
        ?? throw new InvalidOperationException("Chromium is not installed: tests/run.sh installs it.");
}
