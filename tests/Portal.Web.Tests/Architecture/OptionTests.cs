using Microsoft.Extensions.Configuration;
using Portal.Web.Host;

namespace Portal.Web.Tests.Architecture;

public sealed class OptionTests
{
    [Fact]
    public void Example_BindsAndNamesEveryKey()
    {
        var example = new ConfigurationBuilder().AddJsonFile(Repository.Folder("appsettings.Example.json")).Build();

        PortalConfiguration.Read(example);

        Assert.DoesNotContain(Keys(typeof(PortalOptions), "Portal"), key => example.GetSection(key).Value is null);
    }

    [Fact]
    public void Example_ShowsTheDefaults()
    {
        var example = new ConfigurationBuilder().AddJsonFile(Repository.Folder("appsettings.Example.json")).Build();

        Assert.Equal(new PortalOptions(), PortalConfiguration.Read(example));
    }

    [Theory]
    [InlineData("Portal:Database:Provider", "Oracle", "Sqlite, PostgreSql, SqlServer")]
    [InlineData("Portal:Artifacts:MaxUploadBytes", "a lot", "whole number")]
    [InlineData("Portal:Artifacts:MaxUploadBytes", "3", "at least 1024")]
    [InlineData("Portal:Authentication:AllowDemoOnAnyAddress", "perhaps", "true or false")]
    [InlineData("Portal:Databse:Provider", "Sqlite", "not a setting")]
    [InlineData("Portal:Database:Provider", "PostgreSql", "needs one")]
    [InlineData("Portal:DataFolder", " ", "Name a folder")]
    [InlineData("Portal:Evaluations:Device", "Gpu", "Auto, Cpu, Cuda, TensorRt")]
    [InlineData("Portal:Evaluations:DeviceFallback", "Auto", "Refuse, Cpu")]
    [InlineData("Portal:Evaluations:HardwareClass", "gpu-z", "cpu-x86, cpu-arm, gpu-a10g")]
    [InlineData("Portal:Webhooks:AllowedNetworks", "10.0.0.1", "10.20.0.0/16")]
    [InlineData("Portal:Webhooks:AllowedNetworks", "169.254.0.0/16", "clouds' metadata")]
    [InlineData("Portal:Live:MaxWaiting", "0", "1 to 100000")]
    [InlineData("Portal:Retention:MessageDays", "0", "1 to 3650")]
    [InlineData("Portal:Retention:FailedDays", "4000", "1 to 3650")]
    [InlineData("Portal:Email:Host", "mail.example.com", "portal@example.com")]
    [InlineData("Portal:Email:Tls", "Perhaps", "StartTls, Implicit, None")]
    [InlineData("Portal:Evaluations:HardwarePrices", "/there/is/no/such/file.json", "cannot be read")]
    public void Read_WrongValue_NamesKeyAndCure(string key, string value, string cure)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new(key, value)]).Build();

        var complaint = Assert.Throws<ConfigurationException>(() => PortalConfiguration.Read(configuration)).Message;

        Assert.Contains(cure, complaint, StringComparison.Ordinal);
        Assert.Contains(key[..key.LastIndexOf(':')], complaint, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_SeveralMistakes_TellsAllAtOnce()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Portal:Database:Provider", "Oracle"), new("Portal:Nonsense", "1")]).Build();

        var complaint = Assert.Throws<ConfigurationException>(() => PortalConfiguration.Read(configuration)).Message;

        Assert.Contains("Oracle", complaint, StringComparison.Ordinal);
        Assert.Contains("Portal:Nonsense", complaint, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Keys(Type type, string path) =>
        type.GetProperties().SelectMany(property => property.PropertyType.IsClass && property.PropertyType != typeof(string)
            ? Keys(property.PropertyType, $"{path}:{property.Name}")
            : [$"{path}:{property.Name}"]);
}
