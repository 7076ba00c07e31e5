namespace Fairlead.Recipes.Profiles;

/// <summary>What a profile key accepts.</summary>
public enum KeyType
{
    Text,

    /// <summary>The path of a file of this machine; a leading <c>~</c> is the home directory.</summary>
    LocalFile,

    Integer,
    Flag,
    TextList,
    TextTable,
    Table,
    TableList,

    /// <summary>Strings (<c>host:container</c>, <c>${auto_mount:...}</c>) and tables, mixed.</summary>
    MountList,
}
