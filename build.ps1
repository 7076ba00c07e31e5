#Requires -Version 7
# Builds Fairlead if its sources are newer than the last build, then runs it. ./build.ps1 --help says what it can do.
$ErrorActionPreference = 'Stop'

$root = $PSScriptRoot
$front = Join-Path $root 'artifacts/front'
$pointer = Join-Path $front 'current.txt'

if (-not (Get-Command dotnet -ErrorAction SilentlyContinue)) {
  [Console]::Error.WriteLine("Error: expected the .NET 10 SDK; found no 'dotnet' on PATH")
  [Console]::Error.WriteLine('  next: install it from https://dot.net, or put its folder on PATH')
  exit 2
}

function Get-Current {
  if (Test-Path $pointer) { Join-Path $front (Get-Content $pointer) }
}

# A folder is newer than the stamp when a file in it was added, renamed or deleted.
function Test-Stale {
  $current = Get-Current
  if (-not $current -or -not (Test-Path "$current/stamp")) { return $true }
  $built = (Get-Item "$current/stamp").LastWriteTimeUtc
  $sources = 'build', 'src', 'global.json', 'Directory.Build.props', 'Directory.Packages.props' | ForEach-Object { Get-Item (Join-Path $root $_) }
  $newer = @($sources) + @($sources | Where-Object PSIsContainer | Get-ChildItem -Recurse) | Where-Object LastWriteTimeUtc -gt $built
  [bool]$newer
}

function Invoke-Publish([string] $folder, [string] $readyToRun) {
  dotnet publish (Join-Path $root 'build/Build.csproj') --configuration Release --output $folder --nologo --verbosity quiet `
    "-p:ArtifactsPath=$front/work" "-p:ReadyToRunFront=$readyToRun" *> "$front/build.log"
  $LASTEXITCODE -eq 0
}

# Each build gets a folder of its own and the pointer is switched to it: a Fairlead that runs keeps its files.
function Update-Front {
  [Console]::Error.WriteLine('building Fairlead ...')
  $fresh = Join-Path $front "build.$([Guid]::NewGuid().ToString('N').Substring(0, 6))"
  New-Item -ItemType Directory $fresh | Out-Null
  New-Item -ItemType File "$fresh/stamp.new" | Out-Null
  # Where the ahead-of-time compiler cannot be had, Fairlead works all the same; it only starts more slowly.
  if (-not (Invoke-Publish $fresh 'true') -and -not (Invoke-Publish $fresh 'false')) {
    [Console]::Error.WriteLine((Get-Content -Raw "$front/build.log"))
    [Console]::Error.WriteLine('Error: Fairlead does not build')
    Remove-Item -Recurse $fresh
    exit 1
  }
  Move-Item "$fresh/stamp.new" "$fresh/stamp"
  Set-Content "$pointer.new" (Split-Path -Leaf $fresh)
  Move-Item -Force "$pointer.new" $pointer
}

if (Test-Stale) {
  New-Item -ItemType Directory -Force $front | Out-Null
  $lock = $null
  for ($patience = [DateTime]::UtcNow.AddMinutes(10); -not $lock; ) {
    try { $lock = [IO.File]::Open("$front/lock", 'OpenOrCreate', 'ReadWrite', 'None') }
    catch [IO.IOException] {
      if ([DateTime]::UtcNow -gt $patience) {
        [Console]::Error.WriteLine('Error: another build has been running for ten minutes; expected it to finish')
        exit 1
      }
      Start-Sleep -Milliseconds 200
    }
  }
  # The one who waited finds the work done.
  try { if (Test-Stale) { Update-Front } }
  finally { $lock.Dispose() }
}

# Not "dotnet ... @args": on Unix PowerShell would expand * and ~ in them.
$start = [Diagnostics.ProcessStartInfo]::new((Get-Command dotnet -CommandType Application)[0].Source)
$start.ArgumentList.Add((Join-Path (Get-Current) 'Fairlead.Build.dll'))
foreach ($argument in $args) { $start.ArgumentList.Add($argument) }
$run = [Diagnostics.Process]::Start($start)
$run.WaitForExit()
exit $run.ExitCode
