; The installer for Windows: for the user who starts it, without an administrator, Vietnamese or English.
; packaging/build.py says VERSION, FOLDER (what is installed), OUT and ICON. It writes into its own folder, the
; start menu and this user's registry. Workspaces, settings and papers lie elsewhere: it never goes there.
Unicode true
!include MUI2.nsh
!include FileFunc.nsh
!include WinVer.nsh
!include x64.nsh

!define NAME "Rà soát"
!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\Rasoat"
!define KIND "Rasoat.Bundle"
!define SHCNE_ASSOCCHANGED 0x08000000

Name "${NAME}"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\Rasoat"
InstallDirRegKey HKCU "Software\Rasoat" "Folder"
RequestExecutionLevel user
SetCompressor /SOLID lzma
ManifestDPIAware true
BrandingText "${NAME} ${VERSION}"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_FINISHPAGE_RUN "$INSTDIR\rasoat.exe"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "Vietnamese" ; where Windows speaks neither, the first is taken
!insertmacro MUI_LANGUAGE "English"

LangString TOO_OLD ${LANG_VIETNAMESE} "Chương trình cần Windows 10 (64 bit) trở lên."
LangString TOO_OLD ${LANG_ENGLISH} "The program needs Windows 10 (64 bit) or newer."
LangString IS_OPEN ${LANG_VIETNAMESE} "${NAME} đang mở. Hãy đóng chương trình rồi bấm Thử lại."
LangString IS_OPEN ${LANG_ENGLISH} "${NAME} is open. Close it, then press Retry."
LangString IS_KIND ${LANG_VIETNAMESE} "Gói dữ liệu phiếu rà soát"
LangString IS_KIND ${LANG_ENGLISH} "Bundle of household forms"
LangString DATA_STAYS ${LANG_VIETNAMESE} "Dữ liệu của anh chị vẫn còn nguyên; bộ cài không đụng tới."
LangString DATA_STAYS ${LANG_ENGLISH} "Your data is still there; this program did not touch it."

VIProductVersion "${VERSION}.0"
VIAddVersionKey /LANG=${LANG_ENGLISH} "ProductName" "${NAME}"
VIAddVersionKey /LANG=${LANG_ENGLISH} "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=${LANG_ENGLISH} "FileDescription" "${NAME}"
VIAddVersionKey /LANG=${LANG_ENGLISH} "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=${LANG_ENGLISH} "LegalCopyright" "Rà soát contributors, Apache-2.0"

Function .onInit
  ${IfNot} ${AtLeastWin10}
  ${OrIfNot} ${RunningX64}
    MessageBox MB_OK|MB_ICONSTOP "$(TOO_OLD)" /SD IDOK
    SetErrorLevel 2
    Quit
  ${EndIf}
FunctionEnd

; A program that runs cannot be written: ask for it to be closed. Silent, it gives up and changes nothing.
!macro WAIT_UNTIL_CLOSED UN
Function ${UN}WaitUntilClosed
  again:
    IfFileExists "$INSTDIR\rasoat.exe" 0 closed
    ClearErrors
    FileOpen $0 "$INSTDIR\rasoat.exe" a
    IfErrors 0 done
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(IS_OPEN)" /SD IDCANCEL IDRETRY again
    SetErrorLevel 2
    Quit
  done:
    FileClose $0
  closed:
FunctionEnd
!macroend
!insertmacro WAIT_UNTIL_CLOSED ""
!insertmacro WAIT_UNTIL_CLOSED "un."

; Only what the installer itself put there: `data` of a stick, or anything else beside it, stays.
!macro TAKE_PROGRAM_AWAY
  ${If} ${FileExists} "$INSTDIR\rasoat.exe"
    Delete "$INSTDIR\rasoat.exe"
    Delete "$INSTDIR\rasoat-cli.exe"
    RMDir /r "$INSTDIR\lib"
  ${EndIf}
!macroend

Section
  Call WaitUntilClosed
  !insertmacro TAKE_PROGRAM_AWAY ; of the version before: no file of it is left among the new ones
  SetOutPath "$INSTDIR"
  File /r "${FOLDER}\*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\rasoat.exe"
  WriteRegStr HKCU "Software\Rasoat" "Folder" "$INSTDIR"

  WriteRegStr HKCU "Software\Classes\.rasoat" "" "${KIND}"
  WriteRegStr HKCU "Software\Classes\${KIND}" "" "$(IS_KIND)"
  WriteRegStr HKCU "Software\Classes\${KIND}\DefaultIcon" "" "$INSTDIR\rasoat.exe,0"
  WriteRegStr HKCU "Software\Classes\${KIND}\shell\open\command" "" '"$INSTDIR\rasoat.exe" "%1"'
  System::Call 'shell32::SHChangeNotify(i ${SHCNE_ASSOCCHANGED}, i 0, p 0, p 0)'

  WriteRegStr HKCU "${KEY}" "DisplayName" "${NAME}"
  WriteRegStr HKCU "${KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${KEY}" "DisplayIcon" "$INSTDIR\rasoat.exe"
  WriteRegStr HKCU "${KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${KEY}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  IntFmt $0 "0x%08X" $0
  WriteRegDWORD HKCU "${KEY}" "EstimatedSize" "$0"
SectionEnd

Section "Uninstall"
  Call un.WaitUntilClosed
  !insertmacro TAKE_PROGRAM_AWAY
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR" ; only when it is empty
  Delete "$SMPROGRAMS\${NAME}.lnk"
  ReadRegStr $0 HKCU "Software\Classes\.rasoat" ""
  ${If} $0 == "${KIND}"
    DeleteRegKey HKCU "Software\Classes\.rasoat"
  ${EndIf}
  DeleteRegKey HKCU "Software\Classes\${KIND}"
  DeleteRegKey HKCU "${KEY}"
  DeleteRegKey HKCU "Software\Rasoat"
  System::Call 'shell32::SHChangeNotify(i ${SHCNE_ASSOCCHANGED}, i 0, p 0, p 0)'
  DetailPrint "$(DATA_STAYS)"
SectionEnd
