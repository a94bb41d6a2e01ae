// Cases: registering, numbers, offences. The pages of cases add theirs.
export const cases = {
  register: 'प्रकरण पंजीकृत करें',
  registerTitle: '{{what}} के लिए प्रकरण पंजीकृत करें',
  registerSay: 'प्रकरण को शृंखला की अगली संख्या मिलती है, या वह जो सरकारी रजिस्टर ने दी। उसकी हर संख्या सदा खोजी जा सकती है।',
  registered: '{{number}} के रूप में पंजीकृत: {{what}}।',
  registerFailed: 'प्रकरण पंजीकृत नहीं हुआ।',
  series: 'शृंखला',
  seriesLike: '{{series}}, जैसे {{example}}',
  officialNumber: 'सरकारी रजिस्टर की संख्या',
  numberHintGiven: 'अगली संख्या के लिए ख़ाली छोड़ें, जैसे {{example}}।',
  numberHint: 'जैसी सरकारी रजिस्टर ने दी, जैसे {{example}}।',
  numberNeeded: 'यह शृंखला सरकारी रजिस्टर में चलती है: उसकी संख्या भरें।',
  offences: 'अपराध',
  addOffence: 'अधिनियम, धारा या कोई शब्द लिखें',
  notVerified: 'असत्यापित',
  title: 'प्रकरण का नाम',
  titleHint: 'आपकी अपनी सूची के लिए; किसी पीड़ित का नाम नहीं।',
}
