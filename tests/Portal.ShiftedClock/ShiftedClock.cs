using System.Globalization;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

[assembly: HostingStartup(typeof(Portal.ShiftedClock.ShiftedClockStartup))]

namespace Portal.ShiftedClock;

/// <summary>Gives a portal under test a clock that a test moves by writing to a file, in a real process, without a word of it in the product.</summary>
public sealed class ShiftedClockStartup : IHostingStartup
{
    public void Configure(IWebHostBuilder builder) => builder.ConfigureServices(services => services.AddSingleton<TimeProvider>(new FileClock()));

    /// <summary>The system's time and as many seconds more as the file says; without the file, the system's time.</summary>
    private sealed class FileClock : TimeProvider
    {
        private readonly string? _file = Environment.GetEnvironmentVariable("PORTAL_TEST_CLOCK");

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddSeconds(Shift());

        private double Shift() =>
            _file is not null && File.Exists(_file) && double.TryParse(File.ReadAllText(_file), NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) ? seconds : 0;
    }
}
