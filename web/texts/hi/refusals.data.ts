// What the server refuses on the pages of administration, of the log, of packs and of the intake: what happened, what it means, what to do.
export const refusals = {
  'log-too-long': 'लॉग में {{size, number}} प्रविष्टियाँ हैं: यहाँ जाँचने के लिए बहुत अधिक।',
  'log-too-long_means': 'कुछ भी गलत नहीं है। सर्वर पर “{{command}}” से जाँचें, या लॉग सौंपकर कहीं और जाँचें।',
}
