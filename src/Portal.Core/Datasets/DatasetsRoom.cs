using Microsoft.Extensions.DependencyInjection;

namespace Portal.Core.Datasets;

public static class DatasetsRoom
{
    public static IServiceCollection AddDatasets(this IServiceCollection services, DatasetOptions options) => services
        .AddSingleton(options)
        .AddSingleton<ReceiveUpload>()
        .AddSingleton<ImportDataset>()
        .AddSingleton<EditDataset>()
        .AddSingleton<DatasetSchema>()
        .AddSingleton<DatasetList>()
        .AddSingleton<DatasetDetail>()
        .AddSingleton<DatasetDrift>()
        .AddSingleton<DatasetChoices>();
}
